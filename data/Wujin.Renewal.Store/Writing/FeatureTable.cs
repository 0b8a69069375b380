using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Store.Writing;

/// <summary>Where the rows of a collection are written, and where their versions are kept.</summary>
internal readonly record struct FeatureTable
{
    private const string ViewSuffix = "_feature";

    private FeatureTable(string name, string keyColumn, string? kind)
    {
        Name = name;
        KeyColumn = keyColumn;
        Kind = kind;
    }

    /// <summary>The table, in schema <c>renewal</c>.</summary>
    internal string Name { get; }

    /// <summary>Its primary key.</summary>
    internal string KeyColumn { get; }

    /// <summary>The value of <c>kind</c> of the rows that belong to the collection; null where the table holds nothing else.</summary>
    internal string? Kind { get; }

    /// <summary>The table of a collection.</summary>
    internal static FeatureTable Of(CollectionDefinition collection) => collection.SiteKind is { } kind
        ? new("site", "site_id", kind.Code())
        : new(collection.View[..^ViewSuffix.Length], "feature_key", null);

    /// <summary>
    /// A row source with the columns of the collection's view: one recorded version of one feature, of whatever operation. Parameters: the code,
    /// the version, and after them the kind where <see cref="Kind"/> is set.
    /// </summary>
    internal string VersionSource(string code, string version, string kind) => $"""
        (SELECT {(KeyColumn == "feature_key" ? "" : $"v.{KeyColumn} AS feature_key, ")}v.*, c.recorded_at AS updated_at, c.actor AS updated_by
            FROM renewal.{Name}_version v JOIN renewal.change c ON c.change_id = v.recorded_change
            WHERE v.code = {code} AND v.recorded_version = {version}{(Kind is null ? "" : $" AND v.kind = {kind}")})
        """;
}
