using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// <c>PUT …/items/{featureId}</c> replaces a feature, <c>PATCH</c> changes parts of it by JSON Merge Patch (RFC 7396). Both end in the same comparison
/// with the feature as it stands, and only what differs is written.
/// </summary>
internal static class ChangeItem
{
    private const int MostRaces = 10;

    internal static Task ReplaceAsync(HttpContext context) => HandleAsync(context, RequestBody.FeatureTypes, isPatch: false);

    internal static Task PatchAsync(HttpContext context) => HandleAsync(context, RequestBody.PatchTypes, isPatch: true);

    private static async Task HandleAsync(HttpContext context, string[] types, bool isPatch)
    {
        var request = WriteRequest.Accept(context);
        var condition = IfMatch.Read(context.Request);
        var crs = InputCrs.Read(context.Request);
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, types).ConfigureAwait(false));
        request = request with { Note = request.Note with { IsOverwrite = condition.IsAny } };
        for (var race = 1; ; race++)
        {
            var current = await request.CurrentAsync().ConfigureAwait(false);
            var faults = body.Faults();
            var feature = Read(body, current, crs, isPatch, faults);
            if (!condition.Allows(current.Version))
            {
                throw await StaleAsync(request, body, current, condition, feature, crs, isPatch).ConfigureAwait(false);
            }

            var named = feature.Draft.Values.GetValueOrDefault("version") as long?;
            var lastRead = condition.IsAny ? await request.AsReadAsync(current, named).ConfigureAwait(false) : null;
            var revision = Revision.Of(current, lastRead ?? current, feature, faults);
            body.ThrowIfFaulty(faults);
            if (await WriteAsync(request, current, revision).ConfigureAwait(false) is { } version)
            {
                await ItemAnswer.WriteAsync(context, request.Collection, current.Code, version, StatusCodes.Status200OK).ConfigureAwait(false);
                return;
            }

            if (race == MostRaces)
            {
                throw new TimeoutException($"{request.Code} was changed by others {MostRaces} times while this change was being made.");
            }
        }
    }

    /// <returns>The version that now holds what was asked for, or null where somebody else was faster.</returns>
    private static async Task<long?> WriteAsync(WriteRequest request, FeatureSnapshot current, Revision revision)
    {
        if (revision.IsEmpty)
        {
            return current.Version;
        }

        try
        {
            return await request.Writer.UpdateAsync(current, revision.Changes, revision.Geometry, request.Note, request.Aborted).ConfigureAwait(false);
        }
        catch (WriteRefusedException refused)
        {
            throw await Refusals.ProblemAsync(request.Context, request.Snapshots, request.Collection, request.Code, refused).ConfigureAwait(false);
        }
    }

    private static FeatureBody Read(BodyJson body, FeatureSnapshot target, CoordinateSystem crs, bool isPatch, List<Fault> faults) =>
        Read(body.Json.RootElement, body.IsGeometryTooLarge, target, crs, isPatch, faults);

    /// <summary>Reads a replacement, or what a patch makes of a feature.</summary>
    internal static FeatureBody Read(JsonElement root, bool isGeometryTooLarge, FeatureSnapshot target, CoordinateSystem crs, bool isPatch, List<Fault> faults)
    {
        if (!isPatch || root.ValueKind != JsonValueKind.Object)
        {
            return FeatureBody.Read(root, target.Collection, crs, isGeometryTooLarge, faults);
        }

        var hasGeometry = root.TryGetProperty("geometry", out _);
        using var merged = Merge(SnapshotJson.Feature(target, withGeometry: hasGeometry), root);
        return FeatureBody.Read(merged.RootElement, target.Collection, crs, isGeometryTooLarge || !hasGeometry, faults);
    }

    /// <remarks>
    /// Null in a merge patch removes a member, and a property without a value is the same as one that is null; they are put back as null, so that
    /// what may not be removed, or is no property at all, is noticed.
    /// </remarks>
    private static JsonDocument Merge(JsonObject target, JsonElement patch)
    {
        var merged = MergePatch.Apply(target, patch)!.AsObject();
        if (patch.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && merged["properties"] is JsonObject values)
        {
            foreach (var removed in properties.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Null))
            {
                values[removed.Name] = null;
            }
        }

        if (patch.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Null)
        {
            merged["geometry"] = null;
        }

        return JsonSerializer.SerializeToDocument(merged);
    }

    private static async Task<Exception> StaleAsync(
        WriteRequest request, BodyJson body, FeatureSnapshot current, IfMatch condition, FeatureBody feature, CoordinateSystem crs, bool isPatch)
    {
        var basis = await request.AsReadAsync(current, condition.Versions.Count > 0 ? condition.Versions[0] : null).ConfigureAwait(false);
        // What a patch makes of the feature depends on what it is applied to: the version its author saw.
        var yours = isPatch && basis is not null ? Read(body, basis, crs, isPatch, []) : feature;
        return StaleWrite.Problem(current, basis, condition, yours);
    }
}
