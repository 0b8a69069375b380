namespace Wujin.Renewal.Store.Reference;

/// <summary>A connectivity target: a row of <c>tiers.csv</c>.</summary>
/// <param name="Code">Code: <c>T30</c>.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="LimitMinutes">How many minutes the way may take.</param>
/// <param name="OriginCode">Code of the place where the way starts.</param>
/// <param name="DestinationRoles">Roles of the places where it ends, codes of <see cref="Domain.Schema.CodeLists.PlaceRoles"/>.</param>
/// <param name="Source">Where the target comes from.</param>
public sealed record TierRow(
    string Code, string NameZh, string NameEn, long LimitMinutes, string OriginCode, IReadOnlyList<string> DestinationRoles, string Source)
{
    internal static TierRow Of(CsvRow row) => new(
        row.Text("code"),
        row.Text("name_zh"),
        row.Text("name_en"),
        (long)row.Number("limit_minutes"),
        row.Text("origin_code"),
        row.Text("destination_roles").Split(';'),
        row.Text("source"));
}
