using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>The lakes inside the outline of the district: no made-up site shall lie in open water.</summary>
internal sealed class Water
{
    public Water(ReferenceData reference)
    {
        Lakes = [.. reference.Waters.Where(w => w.IsInDistrict).Select(w => Lake(w.Waypoints))];
        All = UnaryUnionOp.Union(Lakes);
    }

    /// <summary>The lakes in EPSG:4549, in the order of the table.</summary>
    public IReadOnlyList<Polygon> Lakes { get; }

    /// <summary>All water in EPSG:4549.</summary>
    public Geometry All { get; }

    private static Polygon Lake(IReadOnlyList<Coordinate> degrees)
    {
        var ring = new CoordinateList();
        foreach (var corner in degrees)
        {
            ring.Add(MetricPlane.ToMetres(corner), false);
        }

        ring.CloseRing();
        return MetricPlane.Metres.CreatePolygon(ring.ToCoordinateArray());
    }
}
