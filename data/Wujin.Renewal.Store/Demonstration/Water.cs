using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// The lakes inside the outline of the district, sketched by hand to 1 or 2 km: no made-up site shall lie in open water. Served nowhere.
/// </summary>
internal static class Water
{
    // Longitude and latitude, WGS 84.
    private static readonly double[] GeHu = // 滆湖（西太湖）
    [
        119.858, 31.672, 119.835, 31.682, 119.815, 31.676, 119.800, 31.655, 119.785, 31.635, 119.770, 31.610, 119.755, 31.580,
        119.750, 31.555, 119.752, 31.530, 119.765, 31.508, 119.790, 31.495, 119.815, 31.500, 119.830, 31.520, 119.842, 31.550,
        119.850, 31.580, 119.862, 31.610, 119.872, 31.640, 119.868, 31.660,
    ];

    private static readonly double[] ZhushanBay = // 太湖竺山湾
    [
        120.010, 31.480, 120.043, 31.472, 120.056, 31.462, 120.066, 31.456, 120.080, 31.452, 120.110, 31.452, 120.110, 31.320, 120.010, 31.320,
    ];

    private static readonly double[] MeiliangBay = // 太湖梅梁湾
    [
        120.101, 31.504, 120.112, 31.512, 120.130, 31.520, 120.150, 31.510, 120.150, 31.452, 120.092, 31.452, 120.094, 31.468, 120.098, 31.488,
    ];

    /// <summary>The lakes in EPSG:4549.</summary>
    public static IReadOnlyList<Polygon> Lakes { get; } = [Lake(GeHu), Lake(ZhushanBay), Lake(MeiliangBay)];

    /// <summary>All water in EPSG:4549.</summary>
    public static Geometry All { get; } = UnaryUnionOp.Union(Lakes);

    private static Polygon Lake(double[] degrees)
    {
        var ring = new CoordinateList();
        for (var i = 0; i < degrees.Length; i += 2)
        {
            ring.Add(MetricPlane.ToMetres(new Coordinate(degrees[i], degrees[i + 1])), false);
        }

        ring.CloseRing();
        return MetricPlane.Metres.CreatePolygon(ring.ToCoordinateArray());
    }
}
