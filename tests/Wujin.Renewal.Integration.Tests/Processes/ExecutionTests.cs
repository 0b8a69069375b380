using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Processes;

/// <summary>Execution while the client waits, and everything that is wrong with what it sends.</summary>
public sealed class ExecutionTests(CountingServices services) : IClassFixture<CountingServices>
{
    [Fact]
    public async Task Without_a_preference_the_answer_is_the_output_itself()
    {
        using var response = await services.ExecuteAsync("""{"inputs":{"steps":2,"label":"raw"}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"label":"raw","steps":2,"profile":"car"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_document_holds_the_output_by_its_name()
    {
        using var response = await services.ExecuteAsync("""{"inputs":{},"response":"document","outputs":{"counted":{"transmissionMode":"value"}}}""");

        var document = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(1, (int)document["counted"]!["steps"]!);
    }

    [Fact]
    public async Task Nothing_at_all_asks_for_the_defaults()
    {
        using var response = await services.ExecuteAsync("{}");

        Assert.Equal("""{"label":"","steps":1,"profile":"car"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("steps", "0.5")]
    [InlineData("steps", "-1")]
    [InlineData("steps", "10001")]
    [InlineData("steps", "\"3\"")]
    [InlineData("steps", "[]")]
    [InlineData("speed", "0")]
    [InlineData("speed", "-5")]
    [InlineData("speed", "10000")]
    [InlineData("speed", "\"NaN\"")]
    [InlineData("profile", "\"rocket\"")]
    [InlineData("profile", "1")]
    [InlineData("label", "\"123456789012345678901\"")]
    [InlineData("label", "\"a\\u0000b\"")]
    [InlineData("minutes", "[]")]
    [InlineData("minutes", "[1,2,3,4,5,6,7,8,9,10,11,12,13]")]
    [InlineData("minutes", "30")]
    [InlineData("origin", "[200,31]")]
    [InlineData("origin", "[31.7]")]
    [InlineData("origin", "{}")]
    [InlineData("origin", "\"nowhere\"")]
    [InlineData("options", "7")]
    public async Task A_value_outside_its_schema_is_refused_at_its_pointer(string input, string value)
    {
        using var response = await services.ExecuteAsync($"{{\"inputs\":{{\"{input}\":{value}}}}}");

        var problem = await CountingServices.ProblemAsync(response, 400, "/problems/invalid-inputs");
        Assert.Equal(["/inputs/" + input], Pointers(problem));
    }

    [Fact]
    public async Task NaN_is_no_JSON_and_the_place_is_told()
    {
        using var response = await services.ExecuteAsync("""{"inputs":{"steps":NaN}}""");

        var problem = await CountingServices.ProblemAsync(response, 400);
        Assert.Equal(["/inputs/steps"], Pointers(problem));
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_reported_at_once()
    {
        using var response = await services.ExecuteAsync("""
            {"inputs":{"steps":-1,"speed":0,"minutes":[0,30,30,"x"],"options":{"deep":1,"wide":2},"colour":"red","origin":{"href":"http://elsewhere/"}},
             "outputs":{"other":{}},"response":"xml","subscriber":{"successUri":"http://elsewhere/"}}
            """);

        var problem = await CountingServices.ProblemAsync(response, 400, "/problems/invalid-inputs");
        Assert.Equal(
            [
                "/inputs/colour", "/inputs/minutes/0", "/inputs/minutes/2", "/inputs/minutes/3", "/inputs/options/deep", "/inputs/options/wide",
                "/inputs/origin/href", "/inputs/speed", "/inputs/steps", "/outputs/other", "/response", "/subscriber",
            ],
            Pointers(problem).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_object_may_come_as_a_qualified_value_and_faults_point_into_it()
    {
        using var good = await services.ExecuteAsync("""{"inputs":{"options":{"value":{"deep":true},"mediaType":"application/json"}}}""");
        using var bad = await services.ExecuteAsync("""{"inputs":{"options":{"value":{"deep":3}}}}""");

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(["/inputs/options/value/deep"], Pointers(await CountingServices.ProblemAsync(bad, 400)));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"inputs\":[]}", 400)]
    [InlineData("{\"inputs\":{\"steps\":1,\"steps\":2}}", 400)]
    [InlineData("{\"inputs\":", 400)]
    [InlineData("null", 400)]
    public async Task A_body_that_is_no_execution_is_refused(string body, int status)
    {
        using var response = await services.ExecuteAsync(body);

        await CountingServices.ProblemAsync(response, status);
    }

    [Fact]
    public async Task A_body_of_another_type_or_nested_without_end_is_refused()
    {
        using var text = await services.ExecuteAsync("{}", type: "text/plain");
        using var deep = await services.ExecuteAsync("{\"inputs\":{\"options\":" + new string('[', 100_000));

        await CountingServices.ProblemAsync(text, 415);
        await CountingServices.ProblemAsync(deep, 400);
    }

    [Fact]
    public async Task A_hundred_thousand_values_where_twelve_are_taken_are_refused_with_their_number()
    {
        using var response = await services.ExecuteAsync("{\"inputs\":{\"minutes\":[" + string.Join(",", Enumerable.Range(1, 100_000)) + "]}}");

        var problem = await CountingServices.ProblemAsync(response, 400);
        Assert.Contains("100,000", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_computed_says_why_and_what_breaks_keeps_its_secrets()
    {
        using var refused = await services.ExecuteAsync("""{"inputs":{"fail":"refuse"}}""");
        using var broken = await services.ExecuteAsync("""{"inputs":{"fail":"break"}}""");

        var problem = await CountingServices.ProblemAsync(refused, 422, "/problems/not-computable");
        Assert.Equal(("/inputs/origin", "The origin lies in a lake."), ((string?)problem["errors"]![0]!["pointer"], (string?)problem["errors"]![0]!["detail"]));
        var fault = await CountingServices.ProblemAsync(broken, 500);
        Assert.DoesNotContain("secret", fault.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(fault["traceId"]);
    }

    [Fact]
    public async Task A_client_that_hangs_up_stops_the_computation()
    {
        using var patience = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/processes/count/execution")
        {
            Content = new StringContent("""{"inputs":{"steps":10000,"label":"hang-up"}}""", System.Text.Encoding.UTF8, "application/json"),
        };
        var answer = services.Client.SendAsync(request, patience.Token);
        await CountingServices.UntilAsync(() => services.Counting.UnderWay.ContainsKey("hang-up"));

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await CountingServices.UntilAsync(() => !services.Counting.UnderWay.ContainsKey("hang-up"));
        Assert.InRange(services.Counting.Steps["hang-up"], 1, 9_999);
    }

    private static List<string> Pointers(JsonObject problem) => [.. problem["errors"]!.AsArray().Select(e => (string?)e!["pointer"] ?? "")];
}
