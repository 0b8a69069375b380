using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Motorways;

/// <summary>Draws ramps and joins them to carriageways and roads.</summary>
internal sealed class Ramps(Junctions junctions, Waters waters)
{
    private const double RightMetres = 620;
    private const double LoopMetres = 82;
    private const double FlyoverMetres = 720;
    private const double DiamondMetres = 430;
    private const double FootMetres = 80;

    private readonly List<Chain> _chains = [];

    public IReadOnlyList<Chain> Chains => _chains;

    /// <summary>How much of a motorway a junction takes up to each side.</summary>
    public static double ReachMetres => FlyoverMetres;

    /// <summary>Joins two motorways where their lines cross: a clover leaf, or flyovers where one of them ends there.</summary>
    /// <param name="first">One.</param>
    /// <param name="firstAlong">Where, along it.</param>
    /// <param name="second">The other.</param>
    /// <param name="secondAlong">Where, along it.</param>
    public void Join(Motorway first, double firstAlong, Motorway second, double secondAlong)
    {
        foreach (var senses in new[] { (1, 1), (1, -1), (-1, 1), (-1, -1) })
        {
            Turn((first, firstAlong, senses.Item1), (second, secondAlong, senses.Item2));
            Turn((second, secondAlong, senses.Item2), (first, firstAlong, senses.Item1));
        }
    }

    /// <summary>Joins a motorway and a road that crosses it: a ramp for every carriageway and sense.</summary>
    /// <param name="motorway">The motorway.</param>
    /// <param name="along">Where, along it.</param>
    /// <param name="work">Where the road is.</param>
    /// <param name="road">Its number.</param>
    /// <param name="roadAlong">Where, along the road.</param>
    public void Join(Motorway motorway, double along, LineWork work, int road, double roadAlong)
    {
        var shape = work.Lines[road].Shape;
        var forward = motorway.DirectionAt(1, along);
        var onRight = Math.Sign(shape.DirectionAt(roadAlong).Dot(forward.Right));
        foreach (var sense in new[] { 1, -1 })
        {
            var foot = work.Cut(road, roadAlong + (sense * onRight * FootMetres));
            var (from, to) = (along - (sense * DiamondMetres), along + (sense * DiamondMetres));
            var ahead = motorway.DirectionAt(sense, along);
            var place = junctions.Position(foot);
            var style = Style(motorway, 60);
            Add(style, motorway.Join(sense, from, junctions), motorway.DirectionAt(sense, from), foot, ahead, 170);
            Add(style, foot, ahead, motorway.Join(sense, to, junctions), motorway.DirectionAt(sense, to), 170);
        }
    }

    private static RoadStyle Style(Motorway motorway, int speedKmh) =>
        new(RoadClass.MotorwayLink, motorway.Reference + "匝道", motorway.Reference + " ramp") { IsOneWay = true, MaxSpeedKmh = speedKmh, BridgeLayer = 2 };

    private void Turn((Motorway Road, double Along, int Sense) from, (Motorway Road, double Along, int Sense) to)
    {
        var (ahead, onwards) = (from.Road.DirectionAt(from.Sense, from.Along), to.Road.DirectionAt(to.Sense, to.Along));
        if (ahead.Cross(onwards) < 0)
        {
            Curved(from, to, RightMetres, false);
        }
        else if (from.Road.Has(from.Along + (from.Sense * LoopMetres)) && to.Road.Has(to.Along - (to.Sense * LoopMetres)))
        {
            Loop(from, to);
        }
        else
        {
            Curved(from, to, FlyoverMetres, true);
        }
    }

    private void Curved((Motorway Road, double Along, int Sense) from, (Motorway Road, double Along, int Sense) to, double reach, bool isFlyover)
    {
        var (leave, arrive) = (from.Along - (from.Sense * reach), to.Along + (to.Sense * reach));
        if (from.Road.Has(leave) && to.Road.Has(arrive))
        {
            var style = Style(from.Road, 60) with { IsElevated = isFlyover };
            var (start, end) = (from.Road.Join(from.Sense, leave, junctions), to.Road.Join(to.Sense, arrive, junctions));
            Add(style, start, from.Road.DirectionAt(from.Sense, leave), end, to.Road.DirectionAt(to.Sense, arrive), reach * 0.55);
        }
    }

    // Three quarters of an ellipse that touches both carriageways, to the right of where they cross.
    private void Loop((Motorway Road, double Along, int Sense) from, (Motorway Road, double Along, int Sense) to)
    {
        var start = from.Road.Join(from.Sense, from.Along + (from.Sense * LoopMetres), junctions);
        var end = to.Road.Join(to.Sense, to.Along - (to.Sense * LoopMetres), junctions);
        var (ahead, back) = (from.Road.DirectionAt(from.Sense, from.Along), to.Road.DirectionAt(to.Sense, to.Along) * -1);
        var centre = from.Road.Centre.At(from.Along);
        const int Steps = 14;
        var points = new List<Vec>(Steps + 1);
        for (var i = 0; i <= Steps; i++)
        {
            var (sin, cos) = Math.SinCos((-Math.PI / 2) + (1.5 * Math.PI * i / Steps));
            points.Add(centre + (ahead * (LoopMetres * (1 + cos))) + (back * (LoopMetres * (1 + sin))));
        }

        // From the middle of the motorways to their carriageways.
        var (first, last) = (junctions.Position(start) - points[0], junctions.Position(end) - points[^1]);
        for (var i = 0; i <= Steps; i++)
        {
            points[i] += Vec.Between(first, last, (double)i / Steps);
        }

        Add(Style(from.Road, 40), start, end, points);
    }

    private void Add(RoadStyle style, int start, Vec leaving, int end, Vec arriving, double lead)
    {
        var (from, to) = (junctions.Position(start), junctions.Position(end));
        Add(style, start, end, Curve.Bezier(from, from + (leaving * lead), to - (arriving * lead), to, 9));
    }

    private void Add(RoadStyle style, int start, int end, List<Vec> points)
    {
        var shape = new Polyline(points);
        if (Chain.Of(style, shape, [(0, start), (shape.Length, end)], waters.Spans(shape), junctions) is { } chain)
        {
            _chains.Add(chain);
        }
    }
}
