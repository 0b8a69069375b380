using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Snapping;

/// <summary>
/// Finds where a place gets on the roads: the nearest point on an edge of the mode's large component that can be walked to in a straight line, over no
/// water or motorway. Nobody gets on a sealed road or in a tunnel. Immutable; safe to share among threads.
/// </summary>
public sealed class RoadSnapper
{
    private readonly RoadNetwork _network;
    private readonly BoxTree _segments;
    private readonly BoxTree _obstacles;
    private readonly SpeedModel _speeds;

    /// <summary>For a network whose trees are there, as in a graph file.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="segments">As <see cref="BoxTree.OverSegments"/>.</param>
    /// <param name="obstacles">As <see cref="BoxTree.OverObstacles"/>.</param>
    /// <param name="speeds">How fast one walks to a road.</param>
    public RoadSnapper(RoadNetwork network, BoxTree segments, BoxTree obstacles, SpeedModel speeds) =>
        (_network, _segments, _obstacles, _speeds) = (network, segments, obstacles, speeds);

    /// <summary>For a network in memory: builds the trees.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="speeds">How fast one walks to a road.</param>
    public RoadSnapper(RoadNetwork network, SpeedModel speeds)
        : this(network, BoxTree.OverSegments(network), BoxTree.OverObstacles(network.Obstacles), speeds)
    {
    }

    /// <summary>How far one walks to a road if nothing else is said, metres.</summary>
    public double DefaultLimitMetres => _speeds.OffRoadLimitMetres;

    /// <summary>The nearest road.</summary>
    /// <param name="place">Where from.</param>
    /// <param name="mode">Who.</param>
    /// <param name="limitMetres">No farther than this.</param>
    public SnapResult Nearest(Position place, TravelMode mode, double limitMetres)
    {
        double? behind = null;
        foreach (var (road, isCutOff) in Walk(place, mode, limitMetres))
        {
            if (!isCutOff)
            {
                return new SnapResult.Snapped(road);
            }

            behind ??= road.Metres;
        }

        return new SnapResult.TooFar(limitMetres, behind);
    }

    /// <summary>The nearest segments, nearest first, each with its nearest point.</summary>
    /// <param name="place">Where from.</param>
    /// <param name="mode">Who.</param>
    /// <param name="limitMetres">No farther than this.</param>
    /// <param name="count">No more than this many.</param>
    public IReadOnlyList<RoadPlace> NearestSegments(Position place, TravelMode mode, double limitMetres, int count) =>
        [.. Walk(place, mode, limitMetres).Where(found => !found.IsCutOff).Take(count).Select(found => found.Road)];

    // Best first: a box stands in the queue with the least its content can have, a segment that has been measured with what it has.
    private IEnumerable<(RoadPlace Road, bool IsCutOff)> Walk(Position place, TravelMode mode, double limitMetres)
    {
        var measure = new LineMeasure(place);
        var queue = new PriorityQueue<(int Box, bool IsMeasured), double>();
        if (_segments.Root >= 0)
        {
            queue.Enqueue((_segments.Root, false), 0);
        }

        while (queue.TryDequeue(out var next, out var metres))
        {
            if (next.IsMeasured)
            {
                var road = RoadAt(next.Box, place, measure, mode);
                yield return (road, IsCutOff(place, road.Place, measure));
            }
            else if (next.Box < _segments.LeafCount)
            {
                metres = MayGetOn(next.Box, mode) ? measure.To(_network.Shape(next.Box)).Metres : double.MaxValue;
                if (metres <= limitMetres)
                {
                    queue.Enqueue((next.Box, true), metres);
                }
            }
            else
            {
                Open(next.Box, measure, limitMetres, queue);
            }
        }
    }

    private void Open(int box, in LineMeasure measure, double limitMetres, PriorityQueue<(int Box, bool IsMeasured), double> queue)
    {
        var boxes = _segments.Boxes.Span;
        var (first, end) = _segments.Children(box);
        for (var child = first; child < end; child++)
        {
            var metres = measure.To(boxes[child]);
            if (metres <= limitMetres)
            {
                queue.Enqueue((child, false), metres);
            }
        }
    }

    private bool MayGetOn(int segment, TravelMode mode) =>
        ((ModeSet)_network.LargeComponent[segment]).Has(mode)
        && (_network.Segments.Span[segment].Flags & (SegmentFlags.Sealed | SegmentFlags.Tunnel)) == 0;

    private RoadPlace RoadAt(int segment, Position place, in LineMeasure measure, TravelMode mode)
    {
        var line = _network.Shape(segment);
        var (metres, piece, share) = measure.To(line);
        var (a, b) = (line[piece], line[piece + 1]);
        var there = share <= 0 ? a : share >= 1 ? b : new Position(
            (int)Math.Round(a.LonE7 + share * GroundDistance.LongitudeDifference(a, b)), (int)Math.Round(a.LatE7 + share * ((double)b.LatE7 - a.LatE7)));
        var before = GroundDistance.Metres(line[..(piece + 1)]) + share * GroundDistance.Metres(a, b);
        var whole = GroundDistance.Metres(line);
        var fraction = whole > 0 ? Math.Clamp(before / whole, 0, 1) : 0;
        var walk = _speeds.OffRoadMilliseconds(metres);
        var states = _network.TurnGraphs[(int)mode].FirstState.Span;
        var edges = new List<EdgePlace>(2);
        if (states[2 * segment] >= 0)
        {
            edges.Add(new(2 * segment, fraction, walk));
        }

        if (states[2 * segment + 1] >= 0)
        {
            edges.Add(new(2 * segment + 1, 1 - fraction, walk));
        }

        return new(segment, fraction, there, metres, edges);
    }

    private bool IsCutOff(Position place, Position road, in LineMeasure measure)
    {
        if (_obstacles.Root < 0)
        {
            return false;
        }

        var near = new List<int>();
        _obstacles.Find(Box.Around(place).With(road), near);
        var points = _network.Obstacles.Points.Span;
        foreach (var piece in near)
        {
            if (measure.Crosses(road, points[piece], points[piece + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
