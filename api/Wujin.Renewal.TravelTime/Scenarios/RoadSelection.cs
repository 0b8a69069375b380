using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>Which segments an edit means.</summary>
internal sealed class RoadSelection(RoadNetwork network, BoxTree segments)
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>Segments that an area touches.</summary>
    public List<int> Touching(Geometry area)
    {
        var prepared = PreparedGeometryFactory.Prepare(area);
        return Near(area).FindAll(s => prepared.Intersects(Factory.CreateLineString(
            [.. network.Shape(s).ToArray().Select(p => new Coordinate(p.Longitude, p.Latitude))])));
    }

    /// <summary>Segments whose middle lies in an area.</summary>
    public List<int> WithMiddleIn(Geometry area)
    {
        var prepared = PreparedGeometryFactory.Prepare(area);
        return Near(area).FindAll(s =>
        {
            var middle = Search.Routes.EdgeLine.At(network, 2 * s, 0.5);
            return prepared.Covers(Factory.CreatePoint(new Coordinate(middle.Longitude, middle.Latitude)));
        });
    }

    /// <summary>Segments of a way.</summary>
    public List<int> OfWay(long wayId)
    {
        var found = new List<int>();
        var all = network.Segments.Span;
        for (var s = 0; s < all.Length; s++)
        {
            if (all[s].WayId == wayId)
            {
                found.Add(s);
            }
        }

        return found;
    }

    /// <summary>Segments of a class.</summary>
    public List<int> OfClass(RoadClass roadClass)
    {
        var found = new List<int>();
        var all = network.Segments.Span;
        for (var s = 0; s < all.Length; s++)
        {
            if (all[s].Class == roadClass)
            {
                found.Add(s);
            }
        }

        return found;
    }


    private List<int> Near(Geometry area)
    {
        var box = area.EnvelopeInternal;
        var (low, high) = (Network.Position.FromDegrees(box.MinX, box.MinY), Network.Position.FromDegrees(box.MaxX, box.MaxY));
        var found = new List<int>();
        segments.Find(Box.Around(low).With(high), found);
        found.Sort();
        return found;
    }
}
