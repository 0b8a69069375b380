using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Store.Reference;

/// <summary>A main road as rough waypoints: a row of <c>corridors.csv</c>. For the demonstration network only.</summary>
/// <param name="Reference">Road number or abbreviation: <c>G42</c>.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="RoadClass">OpenStreetMap road class: <c>motorway</c>, <c>trunk</c>, <c>primary</c>, <c>secondary</c>.</param>
/// <param name="SpeedKmh">Typical speed, km/h.</param>
/// <param name="Waypoints">Longitude and latitude in degrees, WGS 84, true to about 1 km.</param>
public sealed record CorridorRow(string Reference, string NameZh, string RoadClass, double SpeedKmh, IReadOnlyList<Coordinate> Waypoints)
{
    internal static CorridorRow Of(CsvRow row) => new(
        row.Text("ref"),
        row.Text("name_zh"),
        row.Text("class"),
        row.Number("speed_kmh"),
        row.Waypoints("waypoints_lon_lat"));
}
