using System.Collections.Concurrent;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>A name that filters of a collection can use.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Property">The property it is, or null for the geometry.</param>
public sealed record QueryableProperty(string Name, FilterType Type, PropertyDefinition? Property)
{
    /// <summary>Name of the queryable that is the geometry.</summary>
    public const string GeometryName = "geometry";

    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, QueryableProperty>> ByCollection = new(StringComparer.Ordinal);

    /// <summary>The queryables of a collection by name: its properties but for lists, and its geometry.</summary>
    public static IReadOnlyDictionary<string, QueryableProperty> Of(CollectionDefinition collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return ByCollection.GetOrAdd(collection.Id, static (_, c) => List(c).ToDictionary(q => q.Name, StringComparer.Ordinal), collection);
    }

    private static IEnumerable<QueryableProperty> List(CollectionDefinition collection)
    {
        foreach (var property in collection.Properties.Where(p => p.Type != PropertyType.TextList))
        {
            yield return new QueryableProperty(property.Name, TypeOf(property.Type), property);
        }

        if (collection.Geometry != GeometryKind.None)
        {
            yield return new QueryableProperty(GeometryName, FilterType.Geometry, null);
        }
    }

    private static FilterType TypeOf(PropertyType type) => type switch
    {
        PropertyType.Integer or PropertyType.Decimal or PropertyType.Number => FilterType.Number,
        PropertyType.Boolean => FilterType.Boolean,
        PropertyType.Date => FilterType.Date,
        PropertyType.Timestamp => FilterType.Timestamp,
        _ => FilterType.Text,
    };
}
