using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>Reads the parameters <c>sortby</c> (Features Part 8, draft) and <c>properties</c> (Part 6, draft).</summary>
internal static class SortKeys
{
    private const int Most = 5;

    /// <summary>The properties a collection can be sorted by.</summary>
    internal static IEnumerable<PropertyDefinition> Sortables(CollectionDefinition collection) => collection.Properties.Where(p => p.Type != PropertyType.TextList);

    /// <summary>Reads <c>sortby=-plan_year,name_zh</c>.</summary>
    internal static IReadOnlyList<SortKey> Read(RequestParameters parameters, CollectionDefinition collection)
    {
        if (parameters.Single("sortby") is not { } text)
        {
            return [];
        }

        var keys = new List<SortKey>();
        foreach (var part in text.Split(','))
        {
            // A plus in an address is a space.
            var name = part.TrimStart('+', '-', ' ');
            var property = Sortables(collection).FirstOrDefault(p => p.Name == name);
            if (property is null || part.Length - name.Length > 1)
            {
                parameters.Fault("sortby", $"'{part}' is nothing to sort {collection.Id} by; expected names separated by commas, each with - before it for downwards: {string.Join(", ", Sortables(collection).Select(p => p.Name))}.");
                return [];
            }

            keys.Add(new SortKey(property, part[0] == '-'));
        }

        if (keys.Count > Most || keys.DistinctBy(k => k.Property.Name).Count() < keys.Count)
        {
            parameters.Fault("sortby", $"sortby takes up to {Most} names, each once.");
            return [];
        }

        return keys;
    }

    /// <summary>Reads <c>properties=code,name_zh</c>; null where all are wanted.</summary>
    internal static IReadOnlyList<PropertyDefinition>? Wanted(RequestParameters parameters, CollectionDefinition collection)
    {
        if (parameters.Single("properties") is not { } text)
        {
            return null;
        }

        var names = text.Split(',');
        var unknown = names.Where(n => collection.Find(n) is null).ToList();
        if (unknown.Count > 0)
        {
            parameters.Fault("properties", $"{collection.Id} has no property '{unknown[0]}'; expected some of {string.Join(", ", collection.Properties.Select(p => p.Name))}.");
        }

        return [.. collection.Properties.Where(p => names.Contains(p.Name))];
    }

    /// <summary>Reads <c>skipGeometry=true</c>.</summary>
    internal static bool SkipsGeometry(RequestParameters parameters)
    {
        var text = parameters.Single("skipGeometry");
        if (text is not (null or "true" or "false"))
        {
            parameters.Fault("skipGeometry", "skipGeometry is true or false.");
        }

        return text == "true";
    }
}
