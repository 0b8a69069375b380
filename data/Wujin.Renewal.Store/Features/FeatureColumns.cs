using System.Collections.Concurrent;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Features;

/// <summary>The composite that a row of a collection travels as.</summary>
internal static class FeatureColumns
{
    private static readonly ConcurrentDictionary<string, string> ByView = new();

    /// <summary><c>ROW(f.feature_key, f.geom, f."code", …)</c>: the key, the geometry where there is one, the properties in catalogue order.</summary>
    internal static string Of(CollectionDefinition collection) => ByView.GetOrAdd(collection.View, static (_, c) => Write(c), collection);

    private static string Write(CollectionDefinition collection)
    {
        string[] first = collection.Geometry == GeometryKind.None ? ["f.feature_key"] : ["f.feature_key", "f.geom"];
        var columns = first.Concat(collection.Properties.Select(p => "f.\"" + p.Name + "\""));
        return "ROW(" + string.Join(", ", columns) + ")";
    }
}
