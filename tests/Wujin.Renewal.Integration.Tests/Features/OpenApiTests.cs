using System.Net;
using System.Text.Json;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>The API definition: valid, complete, and true.</summary>
public sealed class OpenApiTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_definition_is_valid_OpenAPI_3_0(string language)
    {
        using var response = await served.GetAsync("/api?lang=" + language);
        var text = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);
        var read = OpenApiDocument.Parse(text, "json", new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });

        Assert.Equal("application/vnd.oai.openapi+json;version=3.0", response.Content.Headers.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_0, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.StartsWith("3.0.", JsonDocument.Parse(text).RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operation_identifiers_are_unique()
    {
        var ids = (await ReadAsync()).Paths.SelectMany(p => p.Value.Operations!.Values).Select(o => o.OperationId!).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Every_path_of_the_definition_answers_to_every_parameter_it_names()
    {
        var sample = new Dictionary<string, string>
        {
            ["compounds"] = "C1", ["industrial-parks"] = "I1", ["selfbuild-zones"] = "Z1", ["towns"] = "T1", ["places"] = "P1", ["platforms"] = "F1",
            ["constraint-areas"] = "A1", ["tiers"] = "30", ["roads"] = "R1", ["assessments"] = "30-P1-car", ["site-accessibility"] = "I1-car", ["site-nearest-points"] = "I1-clinics-car",
        };
        var count = 0;
        foreach (var (path, item) in (await ReadAsync()).Paths)
        {
            if (!item.Operations!.TryGetValue(HttpMethod.Get, out var operation) || path.Contains("{version", StringComparison.Ordinal) || path.Contains("{jobId}", StringComparison.Ordinal) || path.Contains("{code}", StringComparison.Ordinal)
                || path is "/isochrone" or "/reports/town" or "/reports/site" or "/reports/connectivity")
            {
                continue;
            }

            var collection = path.Split('/') is [_, "collections", var id, ..] ? id : "";
            var address = path.Replace("{featureId}", sample.GetValueOrDefault(collection), StringComparison.Ordinal)
                .Replace("{tileMatrix}/{tileRow}/{tileCol}", "0/0/0", StringComparison.Ordinal);
            // This register has no roads, and from so far their tiles are empty anyway.
            Assert.Equal(address.StartsWith("/collections/roads/tiles/WebMercatorQuad/0", StringComparison.Ordinal) ? HttpStatusCode.NoContent : HttpStatusCode.OK, await StatusAsync(address));
            foreach (var parameter in operation.Parameters!.Where(p => p.In == ParameterLocation.Query))
            {
                // An empty value is refused for being empty; a parameter that the resource does not know, for being unknown.
                var problem = await served.ProblemAsync($"{address}?{parameter.Name}=", HttpStatusCode.BadRequest);
                Assert.Contains("is empty", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
                count++;
            }
        }

        Assert.True(count > 300, $"Only {count} parameters were tried.");
    }

    [Fact]
    public async Task Every_status_the_service_answers_with_is_in_the_definition()
    {
        var document = await ReadAsync();
        async Task IsCoveredAsync(string path, string address, params (string, string)[] headers)
        {
            using var response = await served.GetAsync(address, headers.FirstOrDefault(h => h.Item1 == "Accept").Item2, headers);
            var responses = document.Paths[path].Operations![HttpMethod.Get].Responses!;
            var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains(status, responses.Keys);
            if (response.Content.Headers.ContentType is { } type)
            {
                Assert.Contains(responses[status].Content!.Keys, k => k.StartsWith(type.MediaType!, StringComparison.Ordinal));
            }
        }

        const string Items = "/collections/compounds/items", Item = Items + "/{featureId}";
        await IsCoveredAsync(Items, Items);
        await IsCoveredAsync(Items, Items + "?f=html");
        await IsCoveredAsync(Items, Items + "?limit=0");
        await IsCoveredAsync(Items, Items, ("Accept", "image/png"));
        await IsCoveredAsync(Item, Items + "/C1");
        await IsCoveredAsync(Item, Items + "/C1", ("If-None-Match", "*"));
        await IsCoveredAsync(Item, Items + "/NOPE");
        await IsCoveredAsync("/", "/");
        await IsCoveredAsync("/api", "/api?f=html");
        Assert.All(document.Paths.SelectMany(p => p.Value.Operations!.Values), o => Assert.Superset(new HashSet<string> { "500", "503" }, o.Responses!.Keys.ToHashSet()));
    }

    [Fact]
    public async Task Schemas_of_features_carry_titles_codes_and_bounds()
    {
        var document = await ReadAsync();
        foreach (var collection in RegisterCatalogue.All)
        {
            var properties = document.Components!.Schemas!["feature-" + collection.Id].Properties!["properties"].Properties!;
            Assert.Equal(collection.Properties.Select(p => p.Name), properties.Keys);
            foreach (var property in collection.Properties)
            {
                var schema = properties[property.Name];
                Assert.Equal(property.TitleZh, schema.Title);
                Assert.Equal(property.IsReadOnly, schema.ReadOnly);
                Assert.Equal(property.Codes?.Entries.Select(e => e.Code) ?? [], schema.Enum?.Select(e => e.ToString()).Where(e => property.Codes!.Find(e) is not null) ?? []);
                Assert.Equal(property.Maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture), schema.Maximum);
            }
        }
    }

    [Fact]
    public async Task The_parameters_are_described_as_the_standard_says()
    {
        var parameters = (await ReadAsync()).Components!.Parameters!;

        var limit = parameters["limit"].Schema!;
        Assert.Equal(("1", "10000", "100", JsonSchemaType.Integer), (limit.Minimum, limit.Maximum, limit.Default!.ToString(), limit.Type!.Value));
        var bbox = parameters["bbox"];
        Assert.Equal((JsonSchemaType.Array, JsonSchemaType.Number), (bbox.Schema!.Type!.Value, bbox.Schema.Items!.Type!.Value));
        Assert.Equal([(4, 4), (6, 6)], bbox.Schema.OneOf!.Select(s => (s.MinItems!.Value, s.MaxItems!.Value)));
        Assert.Equal((ParameterStyle.Form, false, false), (bbox.Style!.Value, bbox.Explode, bbox.Required));
        Assert.Equal(JsonSchemaType.String, parameters["datetime"].Schema!.Type!.Value);
    }

    [Fact]
    public async Task The_page_of_the_definition_names_every_operation()
    {
        var page = await served.HtmlAsync("/api");
        foreach (var operation in (await ReadAsync()).Paths.SelectMany(p => p.Value.Operations!.Values))
        {
            Assert.Contains($"id=\"{operation.OperationId}\"", page, StringComparison.Ordinal);
        }
    }

    private async Task<OpenApiDocument> ReadAsync()
    {
        using var response = await served.GetAsync("/api");
        return OpenApiDocument.Parse(await response.Content.ReadAsStringAsync(ServedRegister.Cancel), "json").Document!;
    }

    private async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var response = await served.GetAsync(address);
        return response.StatusCode;
    }
}
