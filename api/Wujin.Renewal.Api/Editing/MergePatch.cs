using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wujin.Renewal.Api.Editing;

/// <summary>JSON Merge Patch, RFC 7396, section 2: what the patch names is replaced, null removes, objects are merged in depth.</summary>
internal static class MergePatch
{
    /// <summary>Applies a patch.</summary>
    /// <param name="target">The document as it is; changed in place where both are objects. Null stands for no value.</param>
    /// <param name="patch">The patch. It must not hold a name twice in one object.</param>
    /// <returns>The document as it is meant to be; null for JSON null.</returns>
    internal static JsonNode? Apply(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return Node(patch);
        }

        var merged = target as JsonObject ?? [];
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                merged.Remove(member.Name);
                continue;
            }

            merged.TryGetPropertyValue(member.Name, out var old);
            var value = Apply(old, member.Value);
            if (!ReferenceEquals(value, old))
            {
                merged[member.Name] = value;
            }
        }

        return merged;
    }

    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };
}
