using System.Net;
using System.Text.Json;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Schemas (Features Part 5), queryables (Part 3) and the list of functions (CQL2).</summary>
public sealed class SchemaTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    private static readonly string[] Resources = ["schema", "queryables", "sortables"];

    [Fact]
    public async Task Every_collection_links_to_its_schemas_which_are_JSON_Schema()
    {
        foreach (var collection in (await served.JsonAsync("/collections")).GetProperty("collections").EnumerateArray())
        {
            foreach (var resource in Resources)
            {
                var href = ServedRegister.Link(collection, "http://www.opengis.net/def/rel/ogc/1.0/" + resource, "application/schema+json")!;
                using var response = await served.GetAsync(href, "application/schema+json");
                Assert.Equal("application/schema+json", response.Content.Headers.ContentType!.MediaType);
                var schema = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ServedRegister.Cancel)).RootElement;
                Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
                Assert.Equal(href, schema.GetProperty("$id").GetString());
                Assert.Equal("object", schema.GetProperty("type").GetString());
                Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
                AssertProperties(schema.GetProperty("properties"), isSortables: resource == "sortables");
            }
        }
    }

    [Fact]
    public async Task The_schema_lists_what_is_returned_and_what_is_received_with_units_codes_and_bounds()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            var schema = await served.JsonAsync($"/collections/{collection.Id}/schema?lang=en");
            var members = schema.GetProperty("properties");
            Assert.Equal(
                collection.Properties.Select(p => p.Name).Concat(collection.Geometry == GeometryKind.None ? [] : ["geometry"]), members.EnumerateObject().Select(p => p.Name));
            Assert.Equal(collection.Properties.Where(p => p.IsRequired).Select(p => p.Name), schema.GetProperty("required").EnumerateArray().Select(p => p.GetString()));
            foreach (var property in collection.Properties)
            {
                var member = members.GetProperty(property.Name);
                Assert.Equal(property.TitleEn, member.GetProperty("title").GetString());
                Assert.Equal(property.IsReadOnly, member.TryGetProperty("readOnly", out var flag) && flag.GetBoolean());
                Assert.Equal(property.Unit is not null, member.TryGetProperty("x-ogc-unit", out _));
                Assert.Equal(property.Minimum, member.TryGetProperty("minimum", out var minimum) ? minimum.GetDecimal() : null);
                Assert.Equal(property.Codes?.Entries.Select(e => $"{e.Code} {e.TitleEn}") ?? [], member.TryGetProperty("oneOf", out var codes) ? codes.EnumerateArray().Select(c => $"{c.GetProperty("const")} {c.GetProperty("title")}") : []);
            }
        }
    }

    [Fact]
    public async Task Titles_are_Chinese_or_English()
    {
        var (chinese, english) = (await served.JsonAsync("/collections/compounds/queryables?lang=zh"), await served.JsonAsync("/collections/compounds/queryables?lang=en"));
        Assert.Equal("户数", chinese.GetProperty("properties").GetProperty("households").GetProperty("title").GetString());
        Assert.Equal("Households", english.GetProperty("properties").GetProperty("households").GetProperty("title").GetString());
        Assert.Contains("户数", await served.HtmlAsync("/collections/compounds/queryables?lang=zh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_feature_holds_is_what_its_schema_says()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            var members = (await served.JsonAsync($"/collections/{collection.Id}/schema")).GetProperty("properties");
            foreach (var feature in (await served.JsonAsync($"/collections/{collection.Id}/items")).GetProperty("features").EnumerateArray())
            {
                foreach (var value in feature.GetProperty("properties").EnumerateObject().Where(v => v.Value.ValueKind != JsonValueKind.Null))
                {
                    var expected = members.GetProperty(value.Name).GetProperty("type").GetString();
                    Assert.Equal(expected is "integer" ? "number" : expected, value.Value.ValueKind switch { JsonValueKind.True or JsonValueKind.False => "boolean", var kind => kind.ToString().ToLowerInvariant() });
                }
            }
        }
    }

    [Fact]
    public async Task Every_queryable_can_be_used_in_a_filter_and_by_its_name_and_nothing_else_can()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            foreach (var queryable in (await served.JsonAsync($"/collections/{collection.Id}/queryables")).GetProperty("properties").EnumerateObject())
            {
                await served.JsonAsync($"/collections/{collection.Id}/items?filter={queryable.Name} IS NULL");
                if (queryable.Name != "geometry")
                {
                    await served.ProblemAsync($"/collections/{collection.Id}/items?{queryable.Name}=", HttpStatusCode.BadRequest);
                }
            }

            await served.ProblemAsync($"/collections/{collection.Id}/items?filter=colour IS NULL", HttpStatusCode.BadRequest);
        }

        await served.ProblemAsync("/collections/tiers/items?filter=geometry IS NULL", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_sortable_can_be_sorted_by()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            foreach (var sortable in (await served.JsonAsync($"/collections/{collection.Id}/sortables")).GetProperty("properties").EnumerateObject())
            {
                var page = await served.JsonAsync($"/collections/{collection.Id}/items?limit=1&sortby=-{sortable.Name}");
                if (ServedRegister.Link(page, "next") is { } next)
                {
                    await served.JsonAsync(next);
                }
            }
        }
    }

    [Fact]
    public async Task Every_function_is_listed_with_its_arguments_and_answers_when_it_is_called()
    {
        var landing = await served.JsonAsync("/");
        var document = await served.JsonAsync(ServedRegister.Link(landing, "http://www.opengis.net/def/rel/ogc/1.0/functions")!);
        var functions = document.GetProperty("functions").EnumerateArray().ToList();
        Assert.Equal(FilterFunction.All.Select(f => f.Name), functions.Select(f => f.GetProperty("name").GetString()));
        foreach (var function in functions)
        {
            var arguments = function.GetProperty("args").EnumerateArray().Select(a => a.GetProperty("type")[0].GetString() switch
            {
                "string" => "name_zh", "number" => "households", "datetime" => "stage_date", "geometry" => "geometry", var type => throw new InvalidOperationException(type),
            });
            await served.JsonAsync($"/collections/compounds/items?filter=({function.GetProperty("name")}({string.Join(',', arguments)})) IS NOT NULL");
            Assert.Contains(function.GetProperty("returns")[0].GetString(), new[] { "string", "number", "integer", "datetime", "geometry", "boolean" });
        }

        Assert.Contains("buffer_m", await served.HtmlAsync("/functions"), StringComparison.Ordinal);
    }

    private static void AssertProperties(JsonElement properties, bool isSortables)
    {
        var sequence = new List<int>();
        foreach (var property in properties.EnumerateObject())
        {
            Assert.False(string.IsNullOrEmpty(property.Value.GetProperty("title").GetString()));
            sequence.Add(property.Value.GetProperty("x-ogc-propertySeq").GetInt32());
            if (property.Name == "geometry")
            {
                Assert.False(isSortables);
                Assert.False(property.Value.TryGetProperty("type", out _));
                Assert.Contains(property.Value.GetProperty("format").GetString(), new[] { "geometry-point", "geometry-multipolygon" });
                Assert.Equal("primary-geometry", property.Value.GetProperty("x-ogc-role").GetString());
                continue;
            }

            var type = property.Value.GetProperty("type").GetString();
            Assert.Contains(type, isSortables ? ["string", "number", "integer", "boolean"] : new[] { "string", "number", "integer", "boolean", "array" });
            Assert.Equal(property.Name == "code", property.Value.TryGetProperty("x-ogc-role", out var role) && role.GetString() == "id");
        }

        Assert.Equal(Enumerable.Range(1, sequence.Count), sequence);
    }
}
