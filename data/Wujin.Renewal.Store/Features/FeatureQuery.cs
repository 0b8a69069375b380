using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Store.Features;

/// <summary>Which features of a collection are wanted. All conditions hold together.</summary>
public sealed record FeatureQuery
{
    /// <summary>The collection.</summary>
    public required CollectionDefinition Collection { get; init; }

    /// <summary>
    /// Features that intersect the box, and those that have no geometry (OGC 17-069r4, /req/core/fc-bbox-response C); null for all.
    /// </summary>
    public BoundingBox? Bbox { get; init; }

    /// <summary>As <see cref="Bbox"/>, for a box drawn on the plane of a projection: its area in storage coordinates.</summary>
    public Geometry? Area { get; init; }

    /// <summary>A filter that <see cref="FilterTyping"/> has checked for this collection; features for which it is true. Null for all.</summary>
    public Expression? Filter { get; init; }

    /// <summary>
    /// Features whose time intersects the interval, and those that have no time (OGC 17-069r4, /req/core/fc-time-response C); null for all.
    /// </summary>
    public DateInterval? Time { get; init; }

    /// <summary>Words of which each must stand in some text of the feature (code, names, unit, …), in any case; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Conditions on properties.</summary>
    public IReadOnlyList<PropertyFilter> Filters { get; init; } = [];

    /// <summary>Reads the register as recorded at this instant; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The order; features that are equal in it, and all where it is empty, are in the order of keys.</summary>
    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>Only features after this key, in the order of keys; null from the first.</summary>
    public long? AfterKey { get; init; }

    /// <summary>The values that the feature with <see cref="AfterKey"/> had in <see cref="Sort"/>, one a step, null for none.</summary>
    public IReadOnlyList<object?> AfterValues { get; init; } = [];

    /// <summary>So many features are passed over at the start, for clients that page by numbers; what is written meanwhile shifts their pages.</summary>
    public int Offset { get; init; }

    /// <summary>At most so many features, 1 or more; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The properties that are wanted; null for all.</summary>
    public IReadOnlyList<PropertyDefinition>? Properties { get; init; }

    /// <summary>Leaves geometries out.</summary>
    public bool SkipsGeometry { get; init; }

    /// <summary>How coordinates are written.</summary>
    public CoordinateForm Coordinates { get; init; } = CoordinateForm.Crs84;

    /// <summary>Whether every feature of the collection matches.</summary>
    public bool IsUnfiltered => Bbox is null && Area is null && Search is null && Filter is null && Time is null && Filters.Count == 0;

    /// <summary>Whether rows hold everything, in the order of the catalogue.</summary>
    internal bool HasWholeRows => Properties is null && !SkipsGeometry && Sort.Count == 0;
}
