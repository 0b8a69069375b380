using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Writing;

/// <summary>A feature as it stands at one of its versions, with values instead of text.</summary>
/// <param name="Collection">The collection it belongs to.</param>
/// <param name="Version">The version, 1 or more.</param>
/// <param name="Values">Every property of the collection by name, typed as in <see cref="FeatureDraft.Values"/>; null where it has no value.</param>
/// <param name="Geometry">The stored geometry, EPSG:4490, or null where there is none.</param>
public sealed record FeatureSnapshot(
    CollectionDefinition Collection, long Version, IReadOnlyDictionary<string, object?> Values, Geometry? Geometry)
{
    /// <summary>The code.</summary>
    public string Code => (string)Values["code"]!;

    /// <summary>The stage of a site; null for reference data.</summary>
    public string? Stage => Values.GetValueOrDefault("stage") as string;
}
