using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Motorways;

/// <summary>A motorway: two carriageways along one line, and the ramps that join them.</summary>
internal sealed class Motorway
{
    /// <summary>From the middle of the motorway to the middle of a carriageway.</summary>
    public const double HalfGapMetres = 13;

    // Carriageways that end in one place come together over this length.
    private const double TaperMetres = 160;

    private readonly RoadStyle _style;
    private readonly List<(double Along, int Junction)>[] _joins = [[], []];

    public Motorway(DemonstrationCorridor corridor, Polyline centre)
    {
        Centre = centre;
        To = centre.Length;
        Reference = corridor.Reference;
        _style = new RoadStyle(RoadClass.Motorway, corridor.NameZh, corridor.Reference + " Expressway")
        {
            Reference = corridor.Reference,
            MaxSpeedKmh = (int)corridor.SpeedKmh,
            IsOneWay = true,
        };
    }

    public string Reference { get; }

    public Polyline Centre { get; }

    /// <summary>How far along the carriageways begin.</summary>
    public double From { get; set; }

    /// <summary>How far along the carriageways end.</summary>
    public double To { get; set; }

    /// <summary>Whether both carriageways begin in one place on the ground.</summary>
    public bool IsOpenAtStart { get; set; } = true;

    /// <summary>Whether both carriageways end in one place on the ground.</summary>
    public bool IsOpenAtEnd { get; set; } = true;

    /// <summary>A place on a carriageway.</summary>
    /// <param name="sense">1 in the direction of the line, on its right; -1 against it, on its left.</param>
    /// <param name="along">Along the line, not the carriageway.</param>
    public Vec PlaceAt(int sense, double along)
    {
        // A direction over 20 m, so that a carriageway has no step where the line bends.
        var direction = (Centre.At(along + 10) - Centre.At(along - 10)).Unit;
        var taper = Math.Min(IsOpenAtStart ? (along - From) / TaperMetres : 1, IsOpenAtEnd ? (To - along) / TaperMetres : 1);
        return Centre.At(along) + (direction.Right * (sense * HalfGapMetres * Math.Clamp(taper, 0, 1)));
    }

    /// <summary>The direction of driving.</summary>
    public Vec DirectionAt(int sense, double along) => Centre.DirectionAt(along) * sense;

    /// <summary>Whether there is room on the motorway at a place.</summary>
    public bool Has(double along) => along > From + 200 && along < To - 200;

    /// <summary>Puts a junction on a carriageway.</summary>
    public int Join(int sense, double along, Junctions junctions)
    {
        var junction = junctions.At(PlaceAt(sense, along));
        _joins[sense > 0 ? 0 : 1].Add((along, junction));
        return junction;
    }

    /// <summary>Both carriageways.</summary>
    /// <param name="bridges">Along the line, in order and apart.</param>
    /// <param name="junctions">Where they join others.</param>
    /// <param name="waters">What each carriageway crosses for itself.</param>
    public IEnumerable<Chain> Carriageways(IReadOnlyList<(double From, double To)> bridges, Junctions junctions, Waters waters)
    {
        foreach (var sense in new[] { 1, -1 })
        {
            if (IsOpenAtStart)
            {
                Join(sense, From, junctions);
            }

            if (IsOpenAtEnd)
            {
                Join(sense, To, junctions);
            }

            if (Carriageway(sense, bridges, junctions, waters) is { } chain)
            {
                yield return chain;
            }
        }
    }

    private Chain? Carriageway(int sense, IReadOnlyList<(double From, double To)> bridges, Junctions junctions, Waters waters)
    {
        var joins = _joins[sense > 0 ? 0 : 1];
        var (from, to) = (IsOpenAtStart ? From : joins.Min(j => j.Along), IsOpenAtEnd ? To : joins.Max(j => j.Along));
        List<double> alongs =
        [
            from, to,
            .. Enumerable.Range(0, Centre.Points.Count).Select(Centre.AlongOf),
            .. bridges.SelectMany(b => new[] { b.From, b.To }),
            .. joins.Select(j => j.Along),
            .. IsOpenAtStart ? [from + TaperMetres] : Array.Empty<double>(),
            .. IsOpenAtEnd ? [to - TaperMetres] : Array.Empty<double>(),
        ];
        List<double> places = [.. alongs.Where(a => a >= from && a <= to).Distinct().Order()];
        if (sense < 0)
        {
            places.Reverse();
        }

        // Measured along the carriageway itself, which is a little longer or shorter than the line.
        var shape = new Polyline([.. places.Select(a => PlaceAt(sense, a))]);
        var measure = places.Select((a, i) => (a, i)).ToDictionary(p => p.a, p => shape.AlongOf(p.i));
        var cuts = joins.Select(j => (measure[j.Along], j.Junction)).ToList();
        var spans = bridges.Select(b => (From: Math.Max(b.From, from), To: Math.Min(b.To, to))).Where(b => b.From < b.To)
            .Select(b => (Math.Min(measure[b.From], measure[b.To]), Math.Max(measure[b.From], measure[b.To])));
        return Chain.Of(_style, shape, cuts, Waters.Merged([.. spans, .. waters.Spans(shape)]), junctions);
    }
}
