using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Connectivity;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Layers of points that planners bring, <c>/point-layers</c>: schools, clinics, stations. The minutes of every site to the nearest point of each are kept up to date.</summary>
internal sealed class PointLayerEndpoints : IOpenApiContribution
{
    private const int LongestCode = 64;
    private const int MostLayers = 50;

    /// <summary>Maps reading, recording and taking away.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/point-layers", ListAsync);
        routes.MapRead("/point-layers/{code}", GetAsync);
        routes.MapPut("/point-layers/{code}", PutAsync);
        routes.MapDelete("/point-layers/{code}", DeleteAsync);
    }

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var tag = definition.T("点层", "Point layers");
        definition.Document.Tags!.Add(new OpenApiTag { Name = tag });
        definition.Add("/point-layers", HttpMethod.Get, ProcessOperations.Read(definition, tag, "getPointLayers", definition.T("点层列表", "The point layers"), []));
        foreach (var (method, id, zh, en) in new[]
        {
            (HttpMethod.Get, "getPointLayer", "点层（GeoJSON）", "A point layer as GeoJSON"),
            (HttpMethod.Put, "putPointLayer", "登记或替换点层：GeoJSON 点要素集", "Record or replace a point layer: a GeoJSON FeatureCollection of points"),
            (HttpMethod.Delete, "deletePointLayer", "删除点层", "Take a point layer away"),
        })
        {
            var operation = ProcessOperations.Read(definition, tag, id, definition.T(zh, en), []);
            operation.Parameters!.Add(new OpenApiParameter { Name = "code", In = ParameterLocation.Path, Required = true, Schema = SharedComponents.Text() });
            definition.AddProblems(operation.Responses!, method == HttpMethod.Get ? [ProblemTypes.NotFound] : [ProblemTypes.NotFound, ProblemTypes.InvalidFeature, ProblemTypes.Unauthorized, ProblemTypes.Forbidden]);
            if (method == HttpMethod.Put)
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaTypes.GeoJson] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
                };
            }

            definition.Add("/point-layers/{code}", method, operation);
        }
    }

    private static async Task ListAsync(HttpContext context)
    {
        var representation = Plain(context);
        var layers = await Store(context).AllAsync(context.RequestAborted).ConfigureAwait(false);
        var document = new JsonObject { ["point_layers"] = new JsonArray([.. layers.Select(Summary)]) };
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, document).ConfigureAwait(false);
    }

    private static async Task GetAsync(HttpContext context)
    {
        var representation = Plain(context);
        var code = Code(context);
        var layer = (await Store(context).AllAsync(context.RequestAborted).ConfigureAwait(false)).SingleOrDefault(l => l.Code == code) ?? throw Missing(code);
        var document = Summary(layer);
        document["type"] = "FeatureCollection";
        document["features"] = new JsonArray([.. layer.Points.Select(p => new JsonObject
        {
            ["type"] = "Feature",
            ["properties"] = new JsonObject(),
            ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(p.Longitude, p.Latitude) },
        })]);
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, document, MediaTypes.GeoJson).ConfigureAwait(false);
    }

    private static async Task PutAsync(HttpContext context)
    {
        var (representation, actor) = Accept(context);
        var code = Code(context);
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.FeatureTypes).ConfigureAwait(false));
        List<Fault> faults = [.. body.Scan.Faults];
        SiteAccessibilityProcess.Points.Check(body.Json.RootElement, "", faults);
        if (code.Length > LongestCode || code.Any(letter => !char.IsLetterOrDigit(letter) && letter is not ('-' or '_')))
        {
            faults.Add(new Fault("", $"The code of a point layer has letters, digits, - and _, at most {LongestCode}."));
        }

        var layers = await Store(context).AllAsync(context.RequestAborted).ConfigureAwait(false);
        if (layers.Count >= MostLayers && layers.All(l => l.Code != code))
        {
            faults.Add(new Fault("", $"There are {layers.Count} point layers already, which is the most; delete one first."));
        }

        body.ThrowIfFaulty(faults);
        List<(double, double)> points = [.. body.Json.RootElement.GetProperty("features").EnumerateArray()
            .Select(f => f.GetProperty("geometry").GetProperty("coordinates")).Select(c => (c[0].GetDouble(), c[1].GetDouble()))];
        var isNew = await Store(context).PutAsync(code, points, actor, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        context.Request.Headers.IfNoneMatch = default;
        var recorded = (await Store(context).AllAsync(context.RequestAborted).ConfigureAwait(false)).SingleOrDefault(l => l.Code == code) ?? throw Missing(code);
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, Summary(recorded)).ConfigureAwait(false);
    }

    private static async Task DeleteAsync(HttpContext context)
    {
        Accept(context);
        var code = Code(context);
        if (!await Store(context).DeleteAsync(code, context.RequestAborted).ConfigureAwait(false))
        {
            throw Missing(code);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static JsonObject Summary(PointLayer layer) => new()
    {
        ["code"] = layer.Code, ["points"] = layer.Points.Count, ["recorded_at"] = SnapshotJson.Instant(layer.RecordedAt), ["actor"] = layer.Actor,
    };

    private static (Representation, string Actor) Accept(HttpContext context)
    {
        var authority = context.RequestServices.GetRequiredService<WriteAccess>().Require(context);
        return (Plain(context), WriteNotes.Read(context.Request, authority, isOverwrite: false).Actor);
    }

    private static Representation Plain(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        return representation;
    }

    private static string Code(HttpContext context) => context.GetRouteValue("code") as string is { } code && !code.Contains('\0', StringComparison.Ordinal) ? code : throw Missing("");

    private static ProblemException Missing(string code) => ProblemException.NotFound($"There is no point layer '{code}'. PUT /point-layers/{{code}} with a FeatureCollection of points makes one.");

    private static PointLayerStore Store(HttpContext context) => context.RequestServices.GetRequiredService<PointLayerStore>();
}
