using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary><c>GET /isochrone?lon=&amp;lat=&amp;minutes=30,45</c>: the process <c>isochrone</c> for people, by address alone.</summary>
internal sealed class IsochroneEndpoint : IOpenApiContribution
{
    private const string Known = "lon, lat, place, minutes, profile, direction, scenario and f";

    private static readonly string[] Names = ["lon", "lat", "place", "minutes", "profile", "direction", "scenario"];

    private static readonly string[] Numbers = ["lon", "lat", "minutes"];

    internal static async Task GetAsync(HttpContext context)
    {
        var process = context.RequestServices.GetRequiredService<ProcessCatalogue>().Find("isochrone")!;
        var parameters = new RequestParameters(context.Request);
        var given = new JsonObject();
        if (parameters.Single("place") is { } place)
        {
            given["origin"] = place;
        }

        var (lon, lat) = (Number(parameters, "lon"), Number(parameters, "lat"));
        if (lon is not null && lat is not null)
        {
            given["origin"] = new JsonArray(lon, lat);
        }
        else if (!given.ContainsKey("origin"))
        {
            parameters.Fault(lon is null ? "lon" : "lat", "Give lon and lat in degrees, or place, the code of a place.");
        }

        if (parameters.Single("minutes") is { } minutes)
        {
            given["minutes"] = new JsonArray([.. minutes.Split(',').Select(m => Read(parameters, "minutes", m) is { } number ? (JsonNode?)JsonValue.Create(number) : null).Where(n => n is not null)]);
        }

        foreach (var name in (ReadOnlySpan<string>)["profile", "direction", "scenario"])
        {
            if (parameters.Single(name) is { } text)
            {
                given[name] = text;
            }
        }

        if (parameters.Single("f") is not (null or "json"))
        {
            parameters.Fault("f", "An isochrone is GeoJSON: f is json or left out.");
        }

        var faults = new List<Fault>();
        var judged = ExecuteRequest.ReadInputs(JsonSerializer.SerializeToElement(new JsonObject { ["inputs"] = given }), process.Definition, faults);
        Tell(parameters, faults);
        parameters.ThrowIfFaulty(Known);
        var inputs = new ProcessInputs(JsonSerializer.SerializeToElement(judged), "anonymous");
        Tell(parameters, await process.CheckAsync(inputs, context.RequestAborted).ConfigureAwait(false));
        parameters.ThrowIfFaulty(Known);
        await Execution.AnswerAsync(context, Representation.Lenient(context.Request, Format.Json), process, inputs, isDocument: false).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var operation = ProcessOperations.Read(definition, definition.T("计算过程", "Processes"), "getIsochrone", definition.T("等时圈", "Isochrones"),
            [.. Names.Select(ProcessOperations.Query)]);
        operation.Parameters!.RemoveAt(operation.Parameters.Count - 1);
        definition.AddProblems(operation.Responses!, ProcessProblems.NoRoads, ProcessProblems.NotComputable);
        operation.Responses!["200"] = new OpenApiResponse
        {
            Description = "GeoJSON",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaTypes.GeoJson] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
        };
        definition.Add("/isochrone", HttpMethod.Get, operation);
    }

    /// <summary>Faults of inputs, told as faults of the parameters they came from.</summary>
    private static void Tell(RequestParameters parameters, IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            var input = fault.Pointer.Split('/') is [_, _, var name, ..] ? name : "";
            if (input != "origin" || parameters.Request.Query.ContainsKey("lon") || parameters.Request.Query.ContainsKey("place"))
            {
                parameters.Fault(input == "origin" ? parameters.Request.Query.ContainsKey("lon") ? "lon" : "place" : input, fault.Detail);
            }
        }
    }

    private static double? Number(RequestParameters parameters, string name) => parameters.Single(name) is { } text ? Read(parameters, name, text) : null;

    private static double? Read(RequestParameters parameters, string name, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        parameters.Fault(name, $"'{text}' is no number; {string.Join(", ", Numbers)} are numbers, minutes several with commas between.");
        return null;
    }
}
