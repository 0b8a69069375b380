using Wujin.Renewal.Domain.Schema;

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

    /// <summary>Only features after this key, in the order of keys; null from the first.</summary>
    public long? AfterKey { get; init; }

    /// <summary>At most so many features, 1 or more; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether every feature of the collection matches.</summary>
    public bool IsUnfiltered => Bbox is null && Time is null && Search is null && Filters.Count == 0;
}
