using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary><c>POST …/items</c>: records a new feature (OGC 20-002r1, /req/create-replace-delete/insert).</summary>
internal static class CreateItem
{
    internal static async Task HandleAsync(HttpContext context)
    {
        var request = WriteRequest.Accept(context);
        var crs = InputCrs.Read(context.Request);
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.FeatureTypes).ConfigureAwait(false));
        var faults = body.Faults();
        var feature = FeatureBody.Read(body.Json.RootElement, request.Collection, crs, body.IsGeometryTooLarge, faults);
        var draft = Check(request.Collection, feature, faults);
        body.ThrowIfFaulty(faults);

        long version;
        try
        {
            version = await request.Writer.InsertAsync(request.Collection, draft, request.Note, request.Aborted).ConfigureAwait(false);
        }
        catch (WriteRefusedException refused)
        {
            throw await Refusals.ProblemAsync(context, request.Snapshots, request.Collection, draft.Code!, refused).ConfigureAwait(false);
        }

        await ItemAnswer.WriteAsync(context, request.Collection, draft.Code!, version, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    /// <summary>Judges a new feature, and gives it the form in which it is stored.</summary>
    internal static FeatureDraft Check(CollectionDefinition collection, FeatureBody body, List<Fault> faults)
    {
        var formFaults = faults.Select(f => f.Pointer).ToHashSet(StringComparer.Ordinal);
        var values = new Dictionary<string, object?>(body.Draft.Values, StringComparer.Ordinal);
        TakeCode(values, body.Id, formFaults, faults);
        foreach (var property in collection.Properties.Where(p => p.IsReadOnly && values.GetValueOrDefault(p.Name) is not null))
        {
            if (property.Name != "kind" || !Equals(values["kind"], FeatureKind(collection)))
            {
                faults.Add(Fault.OfProperty(property.Name, property.Name == "kind"
                    ? $"The kind is \"{values["kind"]}\", but {collection.Id} holds \"{FeatureKind(collection)}\"."
                    : $"{property.Name} ({property.TitleZh}) is kept by the register: leave it out."));
            }
        }

        var draft = new FeatureDraft(values, body.Draft.Geometry);
        foreach (var fault in FeatureRules.Check(collection, draft))
        {
            if (!formFaults.Contains(fault.Pointer) && (body.IsGeometryGiven || !fault.Pointer.StartsWith("/geometry", StringComparison.Ordinal)))
            {
                faults.Add(fault);
            }
        }

        return faults.Count == 0 && draft.Geometry is { } geometry
            ? draft with { Geometry = GeometryRules.Normalize(geometry, collection.Geometry) }
            : draft;
    }

    private static string? FeatureKind(CollectionDefinition collection) =>
        collection.SiteKind is { } kind ? Domain.Sites.SiteKinds.Code(kind) : null;

    /// <summary>The code may stand in <c>properties.code</c>, in <c>id</c>, or the same in both.</summary>
    private static void TakeCode(Dictionary<string, object?> values, string? id, HashSet<string> formFaults, List<Fault> faults)
    {
        if (id is null || formFaults.Contains("/properties/code"))
        {
            return;
        }

        if (values.GetValueOrDefault("code") is string code && code != id)
        {
            faults.Add(new Fault("/id", $"The id is \"{id}\" and properties.code is \"{code}\"; they are the same thing: send one of them, or both alike."));
            return;
        }

        values["code"] = id;
    }
}
