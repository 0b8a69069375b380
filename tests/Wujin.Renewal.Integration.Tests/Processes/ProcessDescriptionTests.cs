using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Processes;

/// <summary>List and description of processes (OGC 18-062r2, sections 7.10 and 7.11 and the class OGC Process Description).</summary>
public sealed class ProcessDescriptionTests(CountingServices services) : IClassFixture<CountingServices>
{
    [Fact]
    public async Task The_landing_page_links_to_processes_and_jobs_and_the_classes_are_declared()
    {
        var links = (await services.JsonAsync(At("/")))["links"]!.AsArray();
        var classes = (await services.JsonAsync(At("/conformance")))["conformsTo"]!.AsArray().Select(c => (string)c!).ToList();

        foreach (var relation in new[] { "processes", "job-list" })
        {
            var link = links.Single(l => (string?)l!["rel"] == "http://www.opengis.net/def/rel/ogc/1.0/" + relation)!;
            using var response = await services.Client.GetAsync((string)link["href"]!);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        foreach (var name in new[] { "core", "ogc-process-description", "json", "html", "oas30", "job-list", "dismiss" })
        {
            Assert.Contains("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/" + name, classes);
        }
    }

    [Fact]
    public async Task The_list_has_a_summary_of_every_process_and_every_link_leads_to_its_description()
    {
        var list = await services.JsonAsync(At("/processes"));

        Assert.Contains(list["processes"]!.AsArray(), p => (string?)p!["id"] == "count");
        foreach (var process in list["processes"]!.AsArray())
        {
            Assert.All(new[] { "title", "description", "version" }, member => Assert.NotEmpty((string)process![member]!));
            Assert.Contains("sync-execute", process!["jobControlOptions"]!.AsArray().Select(o => (string)o!));
            var description = await services.JsonAsync(new Uri((string)process["links"]![0]!["href"]!));
            Assert.Equal((string?)process["id"], (string?)description["id"]);
        }
    }

    [Fact]
    public async Task The_list_comes_in_pages_of_the_limit_and_no_process_is_missed_or_repeated()
    {
        var whole = Ids(await services.JsonAsync(At("/processes")));
        var paged = new List<string>();
        for (var address = At("/processes?limit=1"); ;)
        {
            var page = await services.JsonAsync(address);
            paged.Add(Assert.Single(Ids(page)));
            if (page["links"]!.AsArray().FirstOrDefault(l => (string?)l!["rel"] == "next") is not { } next)
            {
                break;
            }

            address = new Uri((string)next["href"]!);
        }

        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_description_has_the_schema_of_every_input_with_its_limits()
    {
        var process = await services.JsonAsync(At("/processes/count?lang=en"));
        var inputs = process["inputs"]!.AsObject();

        Assert.Equal((0, 300, true), ((int)inputs["speed"]!["schema"]!["minimum"]!, (int)inputs["speed"]!["schema"]!["maximum"]!, (bool)inputs["speed"]!["schema"]!["exclusiveMinimum"]!));
        Assert.Equal(["car", "walk"], inputs["profile"]!["schema"]!["enum"]!.AsArray().Select(e => (string)e!));
        Assert.Equal("car", (string?)inputs["profile"]!["schema"]!["default"]);
        Assert.Equal(12, (int)inputs["minutes"]!["schema"]!["maxItems"]!);
        Assert.Equal(0, (int)inputs["minutes"]!["minOccurs"]!);
        Assert.Equal("counted", Assert.Single(process["outputs"]!.AsObject()).Key);
        Assert.Contains(process["links"]!.AsArray(), l => (string?)l!["rel"] == "http://www.opengis.net/def/rel/ogc/1.0/execute");
    }

    [Theory]
    [InlineData("/processes/nothing")]
    [InlineData("/processes/nothing/execution")]
    public async Task An_unknown_process_is_not_found_with_the_type_of_the_standard(string address)
    {
        using var response = address.EndsWith("execution", StringComparison.Ordinal) ? await services.ExecuteAsync("{}", process: "nothing") : await services.Client.GetAsync(At(address));

        await CountingServices.ProblemAsync(response, 404, "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process");
    }

    [Theory]
    [InlineData("/processes")]
    [InlineData("/processes/count")]
    [InlineData("/jobs")]
    public async Task Every_resource_is_a_page_too_with_every_link_of_its_document(string address)
    {
        using var response = await services.Client.GetAsync(At(address + "?f=html&lang=en"));
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        foreach (var link in (await services.JsonAsync(At(address)))["links"]!.AsArray())
        {
            Assert.Contains($"rel=\"{link!["rel"]}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_API_definition_names_every_process_with_its_inputs()
    {
        var paths = (await services.JsonAsync(At("/api")))["paths"]!.AsObject();

        var body = paths["/processes/count/execution"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        Assert.Equal(10_000, (int)body["properties"]!["inputs"]!["properties"]!["steps"]!["maximum"]!);
        Assert.Contains("/jobs/{jobId}", paths.Select(p => p.Key));
    }

    private static List<string> Ids(JsonObject list) => [.. list["processes"]!.AsArray().Select(p => (string)p!["id"]!)];

    private static Uri At(string address) => new(address, UriKind.Relative);
}
