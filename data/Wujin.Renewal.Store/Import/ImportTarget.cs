using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Store.Import;

/// <summary>Where the features of a collection are stored, and which of its columns a request gives.</summary>
internal sealed class ImportTarget
{
    /// <summary>
    /// The town of a site is derived from its outline; what a file says of it is what was declared. A file that has both columns was
    /// exported by the register, and its town_code is the derived one.
    /// </summary>
    private const string DeclaredTown = "declared_town_code";

    public ImportTarget(ImportRequest request)
    {
        var collection = request.Collection;
        IsSite = collection.SiteKind is not null;
        var table = FeatureTable.Of(collection);
        (Table, Key, Kind) = (table.Name, table.KeyColumn, table.Kind);
        HasGeometry = request.HasGeometry && collection.Geometry != GeometryKind.None;
        Columns = [.. collection.Properties.Where(p => IsTaken(p, request)).Select(p => new ImportColumn(p, IsSite && p.Name == "town_code" ? DeclaredTown : p.Name))];
        MissingRequired = [.. collection.Properties.Where(p => p.IsRequired && !p.IsReadOnly && !request.Columns.Contains(p.Name))];
    }

    /// <summary>The table in schema <c>renewal</c>.</summary>
    public string Table { get; }

    /// <summary>Its primary key.</summary>
    public string Key { get; }

    /// <summary>Whether it holds sites.</summary>
    public bool IsSite { get; }

    /// <summary>The code of the kind of site, or null for reference data.</summary>
    public string? Kind { get; }

    /// <summary>Whether geometries are given.</summary>
    public bool HasGeometry { get; }

    /// <summary>The columns that are given, without code and geometry.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Required properties that the file has no column for: such a file can update features but make none.</summary>
    public IReadOnlyList<PropertyDefinition> MissingRequired { get; }

    /// <summary>Whether a column of the table is given.</summary>
    public bool Gives(string column) => Columns.Any(c => c.Name == column);

    private static bool IsTaken(PropertyDefinition property, ImportRequest request) =>
        !property.IsReadOnly
        && property.Name != "code"
        && request.Columns.Contains(property.Name)
        && !(request.Collection.SiteKind is not null && property.Name == "town_code" && request.Columns.Contains(DeclaredTown));
}

/// <summary>A property that a file gives, and the column of the table that takes it: an identifier out of the catalogue.</summary>
internal sealed record ImportColumn(PropertyDefinition Property, string Name);
