using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// The answer to a change that was meant for a version that is no longer current: both sides, field by field, so that the client can merge.
/// </summary>
internal static class StaleWrite
{
    private static readonly HashSet<string> Bookkeeping = ["version", "updated_at", "updated_by"];

    /// <summary>The problem 412.</summary>
    /// <param name="current">The feature as it stands: theirs.</param>
    /// <param name="basis">The feature as the client read it, or null where the version it named does not exist.</param>
    /// <param name="condition">What the client named.</param>
    /// <param name="yours">The feature as the client wants it, or null where it wanted it deleted.</param>
    internal static ProblemException Problem(FeatureSnapshot current, FeatureSnapshot? basis, IfMatch condition, FeatureBody? yours)
    {
        var named = condition.Versions.Count > 0 ? $"version {string.Join(" or ", condition.Versions)}" : "no version of this feature";
        var detail = condition is { HasWeakTags: true, Versions.Count: 0 }
            ? "If-Match holds a weak entity tag, which never matches (RFC 9110, section 13.1.1); use the tag of the GeoJSON representation."
            : $"If-Match names {named}, but \"{current.Code}\" is at version {current.Version}, recorded by {current.Values["updated_by"]}.";
        var members = new Dictionary<string, object?>
        {
            ["current_version"] = current.Version,
            ["current_updated_at"] = SnapshotJson.Value(current.Values["updated_at"]),
            ["current_updated_by"] = current.Values["updated_by"],
            ["your_version"] = basis?.Version ?? (condition.Versions.Count > 0 ? condition.Versions[0] : null),
            ["fields"] = Fields(current, basis, yours),
        };
        return new ProblemException(new Problem(ProblemTypes.Stale, detail) { Extensions = members });
    }

    /// <remarks>A field is listed where any two of the three sides differ; it is a conflict where both changed it, and differently.</remarks>
    private static JsonArray Fields(FeatureSnapshot current, FeatureSnapshot? basis, FeatureBody? yours)
    {
        var fields = new JsonArray();
        foreach (var property in current.Collection.Properties.Where(p => !Bookkeeping.Contains(p.Name)))
        {
            var theirs = current.Values[property.Name];
            var before = basis?.Values[property.Name];
            var isGiven = false;
            object? given = null;
            if (yours is not null)
            {
                isGiven = yours.Draft.Values.TryGetValue(property.Name, out given);
            }

            // What was left out: a writable property is meant to be emptied by PUT; what the register keeps stays as it was.
            var mine = yours is null || (!isGiven && IsKept(property)) ? before : given ?? property.Default;
            AddField(fields, Fault.OfProperty(property.Name, "").Pointer, SnapshotJson.Value(before), SnapshotJson.Value(theirs), SnapshotJson.Value(mine), basis is not null);
        }

        if (current.Collection.Geometry != GeometryKind.None)
        {
            var before = SnapshotJson.Geometry(basis?.Geometry);
            var theirs = SnapshotJson.Geometry(current.Geometry);

            // A patch that does not speak of the geometry leaves it as it stands, also where nobody knows which version it was made for.
            var kept = basis is null && yours is not null ? theirs : before;
            var mine = yours is { IsGeometryGiven: true } ? YourGeometry(yours, current.Collection) : kept?.DeepClone();
            AddField(fields, "/geometry", before, theirs, mine, basis is not null);
        }

        return fields;
    }

    private static JsonNode? YourGeometry(FeatureBody yours, CollectionDefinition collection) => yours.Draft.Geometry is { IsEmpty: false } given && given.Coordinates.All(c => c.IsValid)
        ? SnapshotJson.Geometry(GeometryRules.Normalize(given, collection.Geometry))
        : null;

    private static bool IsKept(PropertyDefinition property) => property.IsReadOnly || property.Name is "code" or "stage" or "stage_date" || TownRules.IsTown(property);

    private static void AddField(JsonArray fields, string pointer, JsonNode? before, JsonNode? theirs, JsonNode? mine, bool hasBasis)
    {
        var (theyChanged, youChanged, differ) = (!JsonNode.DeepEquals(before, theirs), !JsonNode.DeepEquals(before, mine), !JsonNode.DeepEquals(theirs, mine));
        if (hasBasis ? !theyChanged && !youChanged : !differ)
        {
            return;
        }

        var field = new JsonObject { ["pointer"] = pointer };
        if (hasBasis)
        {
            field["base"] = before?.DeepClone();
        }

        field["theirs"] = theirs?.DeepClone();
        field["yours"] = mine?.DeepClone();
        field["is_conflict"] = hasBasis ? theyChanged && youChanged && differ : differ;
        fields.Add((JsonNode)field);
    }
}
