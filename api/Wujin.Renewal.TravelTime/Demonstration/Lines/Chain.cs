using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>A place that a road passes.</summary>
/// <param name="Position">Where.</param>
/// <param name="Junction">The junction there, or -1 where the road only bends.</param>
/// <param name="IsBridgeAhead">Whether the road from here to the next place is a bridge.</param>
internal readonly record struct Stop(Vec Position, int Junction, bool IsBridgeAhead);

/// <summary>A road, ready to be written: what it is and all places it passes, in order.</summary>
/// <param name="style">What it is.</param>
/// <param name="stops">At least 2.</param>
internal sealed class Chain(RoadStyle style, IReadOnlyList<Stop> stops)
{
    // Shape points that close to a junction would only make kinks.
    private const double LeastPieceMetres = 6;

    public RoadStyle Style { get; set; } = style;

    public IReadOnlyList<Stop> Stops { get; } = stops;

    /// <summary>The junctions it passes, in order.</summary>
    public IEnumerable<int> Junctions => Stops.Where(s => s.Junction >= 0).Select(s => s.Junction);

    /// <summary>Puts a road together.</summary>
    /// <param name="style">What it is.</param>
    /// <param name="shape">Where it runs.</param>
    /// <param name="cuts">Junctions and how far along they are, in any order.</param>
    /// <param name="bridges">Its bridges, in order, apart from each other.</param>
    /// <param name="junctions">Where the junctions are.</param>
    /// <returns>Null where nothing is left of it.</returns>
    public static Chain? Of(
        RoadStyle style, Polyline shape, List<(double Along, int Junction)> cuts, IReadOnlyList<(double From, double To)> bridges, Junctions junctions)
    {
        var places = new List<(double Along, Vec Position, int Junction)>(shape.Points.Count + cuts.Count + (2 * bridges.Count));
        places.AddRange(cuts.Select(c => (c.Along, junctions.Position(c.Junction), c.Junction)));
        places.AddRange(Enumerable.Range(0, shape.Points.Count).Select(i => (shape.AlongOf(i), shape.Points[i], -1)));
        places.AddRange(bridges.SelectMany(b => new[] { b.From, b.To }).Where(a => a > 0 && a < shape.Length).Select(a => (a, shape.At(a), -1)));
        places.Sort((a, b) => (a.Along, -a.Junction).CompareTo((b.Along, -b.Junction)));
        var kept = WithoutNeighbours(places);
        if (kept.Count < 2)
        {
            return null;
        }

        var stops = new Stop[kept.Count];
        for (var i = 0; i < stops.Length; i++)
        {
            var middle = i + 1 < kept.Count ? (kept[i].Along + kept[i + 1].Along) / 2 : double.MaxValue;
            var onBridge = i + 1 < kept.Count && (style.IsElevated || bridges.Any(b => b.From < middle && middle < b.To));
            stops[i] = new Stop(kept[i].Position, kept[i].Junction, onBridge);
        }

        return new Chain(style, stops);
    }

    // Leaves out bends close to a junction, ends that stick out of one, and junctions that follow themselves.
    private static List<(double Along, Vec Position, int Junction)> WithoutNeighbours(List<(double Along, Vec Position, int Junction)> places)
    {
        var kept = new List<(double Along, Vec Position, int Junction)>(places.Count);
        foreach (var place in places)
        {
            if (kept.Count == 0 || Vec.Distance(kept[^1].Position, place.Position) >= LeastPieceMetres)
            {
                kept.Add(place);
            }
            else if (kept[^1].Junction < 0)
            {
                kept[^1] = place;
            }
            else if (place.Junction >= 0 && place.Junction != kept[^1].Junction)
            {
                kept.Add(place);
            }
        }

        return kept;
    }
}
