using System.Collections.Frozen;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>The geometry type a collection holds.</summary>
public enum GeometryKind
{
    /// <summary>MultiPolygon (a Polygon is accepted on input and stored as a MultiPolygon of one).</summary>
    MultiPolygon,

    /// <summary>Point.</summary>
    Point,

    /// <summary>The collection has no geometry; features carry <c>"geometry": null</c>.</summary>
    None,

    /// <summary>LineString.</summary>
    LineString,
}

/// <summary>A collection of the register as clients see it, and where the database keeps it.</summary>
public sealed class CollectionDefinition
{
    private readonly FrozenDictionary<string, PropertyDefinition> _byName;

    /// <summary>Defines a collection.</summary>
    public CollectionDefinition(string id, IReadOnlyList<PropertyDefinition> properties)
    {
        Id = id;
        Properties = properties;
        _byName = properties.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);
    }

    /// <summary>Identifier in URLs: <c>compounds</c>.</summary>
    public string Id { get; }

    /// <summary>Chinese title.</summary>
    public required string TitleZh { get; init; }

    /// <summary>English title.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Chinese description, one or two sentences.</summary>
    public required string DescriptionZh { get; init; }

    /// <summary>English description, one or two sentences.</summary>
    public required string DescriptionEn { get; init; }

    /// <summary>
    /// The view or table that serves the collection, in schema <c>renewal</c>: a column <c>feature_key</c> (bigint, the paging key), a column
    /// <c>code</c>, a column <c>version</c>, one column a property, and <c>geom</c> where there is geometry.
    /// </summary>
    public required string View { get; init; }

    /// <summary>The geometry type.</summary>
    public required GeometryKind Geometry { get; init; }

    /// <summary>For a collection of sites, which kind; null for reference data (towns, places, …).</summary>
    public SiteKind? SiteKind { get; init; }

    /// <summary>
    /// The two date expressions that bound a feature in time for the <c>datetime</c> parameter, start first; null where features have no time.
    /// For sites: the works, actual dates where known, else planned ones.
    /// </summary>
    public (string StartColumn, string FinishColumn)? TemporalColumns { get; init; }

    /// <summary>
    /// Derived by the service from something else: clients only read it, and there is no history of it (no <c>asOf</c>, no versions).
    /// </summary>
    public bool IsDerived { get; init; }

    /// <summary>The word after <c>--kind</c> in <c>./run import</c>, or null where the collection cannot be imported.</summary>
    public string? ImportKind { get; init; }

    /// <summary>The properties, in display order. <c>code</c> is always the first.</summary>
    public IReadOnlyList<PropertyDefinition> Properties { get; }

    /// <summary>Finds a property by its exact name.</summary>
    public PropertyDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
