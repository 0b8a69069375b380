using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Store.Reference;

/// <summary>A place of the connectivity targets: a row of <c>places.csv</c>.</summary>
/// <param name="Code">Statistical division code, <c>320412-core</c> for the main urban area, <c>P-…</c> for a platform.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Role">A code of <see cref="Domain.Schema.CodeLists.PlaceRoles"/>.</param>
/// <param name="Location">Longitude and latitude in degrees, WGS 84.</param>
/// <param name="AccuracyM">How far the true place may be from <paramref name="Location"/>, metres.</param>
public sealed record PlaceRow(string Code, string NameZh, string NameEn, string Role, Coordinate Location, double AccuracyM)
{
    /// <summary>Whether it is the seat of one of the 16 towns.</summary>
    public bool IsTownSeat => Role == "town";

    /// <summary>Whether it is one of the parks that receive consolidated industry.</summary>
    public bool IsPlatform => Role == "platform";

    internal static PlaceRow Of(CsvRow row) => new(
        row.Text("code"),
        row.Text("name_zh"),
        row.Text("name_en"),
        row.Text("role"),
        new Coordinate(row.Number("lon"), row.Number("lat")),
        row.Number("accuracy_m"));
}
