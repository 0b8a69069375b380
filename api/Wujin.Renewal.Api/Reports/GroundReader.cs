using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.Store.Reference;
using Wujin.Renewal.Store.Reports;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Reads what maps show around sites.</summary>
internal sealed class GroundReader(ReportStore store, ConnectivityStore places)
{
    private static readonly Lazy<IReadOnlyList<(string, byte[])>> Neighbours = new(ReadNeighbours);

    internal async Task<ReportGround> ReadAsync(DateTimeOffset asOf, CancellationToken cancellation)
    {
        var towns = await store.TownsAsync(asOf, cancellation).ConfigureAwait(false);
        var constraints = await store.ConstraintsAsync(asOf, cancellation).ConfigureAwait(false);
        var extent = towns.Aggregate(Extent.Empty, (e, t) => e.With(t.Wkb));
        var roads = extent.IsEmpty ? [] : await store.RoadsAsync(extent.West - 0.1, extent.South - 0.1, extent.East + 0.1, extent.North + 0.1, cancellation).ConfigureAwait(false);
        var platforms = await places.PlatformsAsync(cancellation).ConfigureAwait(false);
        return new ReportGround(
            [.. towns.Select(t => new ReportTown(t.Code, t.NameZh, t.NameEn, t.Wkb, t.Longitude, t.Latitude, t.IsSchematic))],
            Neighbours.Value,
            [.. constraints.Select(c => new MapArea(c.Type switch { "farmland" => AreaStyle.Farmland, "ecological" => AreaStyle.Ecological, _ => AreaStyle.GrowthBoundary }, c.Wkb))],
            [.. roads.Select(r => new MapLine(r.Type == "motorway" ? LineStyle.Motorway : LineStyle.Major, r.Wkb))],
            [.. platforms.Select(p => new MapPoint(PointStyle.Platform, p.Longitude, p.Latitude, p.NameZh))],
            roads.Exists(r => r.IsDemo))
        {
            HasDemoConstraints = constraints.Exists(c => c.IsDemo),
        };
    }

    /// <summary>Districts beside ours, from the reference data; none where that folder is not beside the application.</summary>
    private static List<(string, byte[])> ReadNeighbours()
    {
        var plane = CoordinateSystems.Find(4549)!;
        var writer = new NetTopologySuite.IO.WKBWriter();
        return !Directory.Exists(ReferenceData.DefaultFolder)
            ? []
            : [.. Directory.EnumerateFiles(ReferenceData.DefaultFolder, "outline-*.geojson").Order(StringComparer.Ordinal)
                .Where(path => !path.Contains(ReferenceData.DistrictCode, StringComparison.Ordinal))
                .Select(DistrictOutline.Read)
                .Select(outline => (outline.NameZh, writer.Write((Geometry)CrsTransform.ToStorage(outline.Metres, plane))))];
    }
}
