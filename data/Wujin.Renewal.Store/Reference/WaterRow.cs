using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Store.Reference;

/// <summary>A lake or a waterway, sketched to 1 or 2 km: a row of <c>waters.csv</c>. For the demonstration only.</summary>
/// <param name="Kind"><c>lake</c> (the waypoints run round it), <c>river</c> or <c>canal</c> (they run along it).</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="WidthM">Width of a river or canal, metres; 0 for a lake.</param>
/// <param name="IsInDistrict">Whether it is a lake within the outline of the district, where no made-up site may lie.</param>
/// <param name="Waypoints">Longitude and latitude in degrees, WGS 84.</param>
public sealed record WaterRow(string Kind, string NameZh, string NameEn, double WidthM, bool IsInDistrict, IReadOnlyList<Coordinate> Waypoints)
{
    internal static WaterRow Of(CsvRow row) => new(
        row.Text("kind"),
        row.Text("name_zh"),
        row.Text("name_en"),
        row.Text("kind") == "lake" ? 0 : row.Number("width_m"),
        row.Text("in_district") == "yes",
        row.Waypoints("waypoints_lon_lat"));
}
