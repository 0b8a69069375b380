using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;

namespace Wujin.Renewal.TravelTime.Demonstration.Motorways;

/// <summary>Decides where one can get on and off motorways, and puts the ramps there.</summary>
internal sealed class Interchanges
{
    private const double SpacingMetres = 4200;
    private const double ForcedSpacingMetres = 1700;
    private const double LeastSine = 0.42;

    private readonly IReadOnlyList<Motorway> _motorways;
    private readonly PieceIndex _index;
    private readonly Ramps _ramps;
    private readonly List<double>[] _taken;
    private readonly List<(double From, double To)>[] _over;

    private Interchanges(IReadOnlyList<Motorway> motorways, PieceIndex index, Junctions junctions, Waters waters)
    {
        (_motorways, _index) = (motorways, index);
        _ramps = new Ramps(junctions, waters);
        _taken = [.. motorways.Select(_ => new List<double>())];
        _over = [.. motorways.Select(m => waters.Spans(m.Centre))];
    }

    /// <summary>All carriageways and ramps.</summary>
    /// <param name="motorways">The motorways.</param>
    /// <param name="index">Their lines.</param>
    /// <param name="work">Roads on the ground; they get junctions at the feet of ramps.</param>
    /// <param name="access">Numbers of roads that were drawn to reach a motorway.</param>
    /// <param name="builtUp">Edges of built-up areas, which motorways cross on pillars.</param>
    /// <param name="junctions">Where roads meet.</param>
    /// <param name="waters">What is bridged.</param>
    public static List<Chain> Build(
        IReadOnlyList<Motorway> motorways, PieceIndex index, LineWork work, IReadOnlySet<int> access, IEnumerable<Outline> builtUp, Junctions junctions, Waters waters)
    {
        var interchanges = new Interchanges(motorways, index, junctions, waters);
        interchanges.JoinMotorways();
        interchanges.JoinRoads(work, access);
        foreach (var area in builtUp)
        {
            for (var i = 0; i < motorways.Count; i++)
            {
                interchanges._over[i].AddRange(area.Inside(motorways[i].Centre));
            }
        }

        var carriageways = motorways.SelectMany((m, i) => m.Carriageways(Waters.Merged(interchanges._over[i]), junctions, waters)).ToList();
        return [.. carriageways, .. interchanges._ramps.Chains];
    }

    /// <summary>Where motorways cross, one entry for each of the two.</summary>
    public static IEnumerable<(int Motorway, double Along, int Other, double OtherAlong)> Meetings(IReadOnlyList<Motorway> motorways, PieceIndex index) =>
        motorways.SelectMany((m, i) => Crossing.Of(m.Centre, index, 3).Where(c => c.Other != i).Select(c => (i, c.Along, c.Other, c.OtherAlong)));

    private void JoinMotorways()
    {
        foreach (var (first, along, second, otherAlong) in Meetings(_motorways, _index).Where(m => m.Motorway < m.Other))
        {
            if (IsTaken(first, along, ForcedSpacingMetres))
            {
                continue;
            }

            var (one, other) = (_motorways[first], _motorways[second]);
            EndThere(one, along);
            EndThere(other, otherAlong);
            _ramps.Join(one, along, other, otherAlong);
            _taken[first].Add(along);
            _taken[second].Add(otherAlong);
            _over[first].Add((along - 60, along + 60));
        }
    }

    // A motorway that ends on another has no end on the ground.
    private static void EndThere(Motorway motorway, double along)
    {
        motorway.IsOpenAtStart &= along > 30;
        motorway.IsOpenAtEnd &= along < motorway.Centre.Length - 30;
    }

    private void JoinRoads(LineWork work, IReadOnlySet<int> access)
    {
        var crossings = Enumerable.Range(0, work.Lines.Count)
            .SelectMany(road => Crossing.Of(work.Lines[road].Shape, _index).Select(c => (Road: road, Crossing: c)))
            .ToList();
        foreach (var (road, crossing) in crossings)
        {
            var half = 45 / Math.Max(crossing.Sine, 0.3);
            _over[crossing.Other].Add((crossing.OtherAlong - half, crossing.OtherAlong + half));
        }

        foreach (var (road, crossing) in crossings.OrderBy(c => access.Contains(c.Road) ? -1 : (int)work.Lines[c.Road].Style.Class))
        {
            var isForced = access.Contains(road);
            var (motorway, shape) = (_motorways[crossing.Other], work.Lines[road].Shape);
            var isMain = work.Lines[road].Style.Class <= Network.RoadClass.Secondary;
            if (isMain && crossing.Sine > LeastSine && crossing.Along > 100 && crossing.Along < shape.Length - 100
                && motorway.Has(crossing.OtherAlong - 450) && motorway.Has(crossing.OtherAlong + 450)
                && !IsTaken(crossing.Other, crossing.OtherAlong, isForced ? ForcedSpacingMetres : SpacingMetres))
            {
                _ramps.Join(motorway, crossing.OtherAlong, work, road, crossing.Along);
                _taken[crossing.Other].Add(crossing.OtherAlong);
            }
        }
    }

    private bool IsTaken(int motorway, double along, double spacing) => _taken[motorway].Any(t => Math.Abs(t - along) < spacing);
}
