using System.Collections.Concurrent;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Features;

/// <summary>The composite that a row of a collection travels as.</summary>
internal static class FeatureColumns
{
    private static readonly ConcurrentDictionary<string, string> ByView = new();

    /// <summary><c>ROW(f.feature_key, f.geom, f."code", …)</c>: the key, the geometry where there is one, the properties in catalogue order.</summary>
    internal static string Of(CollectionDefinition collection) => ByView.GetOrAdd(collection.View, static (_, c) => Write(new FeatureQuery { Collection = c }), collection);

    /// <summary>As of the collection, without what the query leaves out; code and version always, and at the end the values that it sorts by, as texts.</summary>
    internal static string Of(FeatureQuery query) => query.HasWholeRows ? Of(query.Collection) : Write(query);

    /// <summary>The properties in a row: code first, and version whether it is wanted or not.</summary>
    internal static IReadOnlyList<PropertyDefinition> Fields(FeatureQuery query)
    {
        var all = query.Collection.Properties;
        if (query.Properties is not { } wanted)
        {
            return all;
        }

        return [.. all.Where(p => p.Name is "code" or "version" || wanted.Contains(p))];
    }

    /// <summary>Whether rows hold geometries.</summary>
    internal static bool HasGeometry(FeatureQuery query) => query.Collection.Geometry != GeometryKind.None && !query.SkipsGeometry;

    private static string Write(FeatureQuery query)
    {
        string[] first = HasGeometry(query) ? ["f.feature_key", "f.geom"] : ["f.feature_key"];
        var columns = first.Concat(Fields(query).Select(p => "f.\"" + p.Name + "\"")).Concat(query.Sort.Select(s => s.ValueText));
        return "ROW(" + string.Join(", ", columns) + ")";
    }
}
