using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class StageResourceTests : EditingTest
{
    private const string Stage = "/collections/compounds/items/a/stage";

    private Task<HttpResponseMessage> MoveAsync(string body, string ifMatch = "*") => SendAsync(HttpMethod.Post, Stage, body, ifMatch);

    private async Task<JsonObject> ReadAsync() => JsonNode.Parse(await Client.GetStringAsync(new Uri(Stage, UriKind.Relative)))!.AsObject();

    [Fact]
    public async Task A_site_moves_and_the_answer_is_the_stage_resource_with_a_tag_that_goes_on()
    {
        using var created = await CreateAsync(Compound("a", "\"stage_date\":\"2025-01-10\""));
        using var moved = await MoveAsync("""{"stage":"proposed","effective_date":"2025-03-01","reason":"列入 2025 年计划"}""", created.Headers.ETag!.ToString());
        using var again = await MoveAsync("""{"stage":"approved","effective_date":"2025-04-01"}""", moved.Headers.ETag!.ToString());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (moved.StatusCode, again.StatusCode));
        var resource = await ReadAsync();
        Assert.Equal(resource.ToJsonString(), (await JsonAsync(again)).ToJsonString());
        Assert.Equal(["approved", "proposed", "surveyed"], resource["events"]!.AsArray().Select(e => (string)e!["stage"]!));
        Assert.Equal("列入 2025 年计划", (string?)resource["events"]![1]!["reason"]);
        Assert.Equal(["construction:施工", "suspended:暂停", "cancelled:取消"], resource["next"]!.AsArray().Select(n => $"{n!["stage"]}:{n["title_zh"]}"));
        var (item, _) = await GetAsync("a");
        Assert.Equal(("approved", "2025-04-01", 3L), ((string?)item["properties"]!["stage"], (string?)item["properties"]!["stage_date"], (long)item["properties"]!["version"]!));
    }

    [Fact]
    public async Task A_stage_that_cannot_follow_is_refused_with_those_that_can()
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await MoveAsync("""{"stage":"accepted"}""");

        var problem = await ProblemAsync(response, 409);
        Assert.Equal(["proposed", "suspended", "cancelled"], problem["possible"]!.AsArray().Select(p => (string)p!["stage"]!));
        Assert.Contains("proposed (申报)", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal("surveyed", (string?)(await ReadAsync())["stage"]);
    }

    [Fact]
    public async Task A_suspended_site_resumes_where_it_was_suspended()
    {
        using var created = await CreateAsync(Compound("a", "\"stage\":\"construction\",\"stage_date\":\"2025-01-10\""));
        using var suspended = await MoveAsync("""{"stage":"suspended","effective_date":"2025-02-01"}""");

        Assert.Equal(["construction", "cancelled"], (await JsonAsync(suspended))["next"]!.AsArray().Select(n => (string)n!["stage"]!));
        using var resumed = await MoveAsync("""{"stage":"construction","effective_date":"2025-05-01"}""");
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
    }

    [Fact]
    public async Task The_date_of_the_present_stage_can_be_corrected_and_the_old_one_stays_visible()
    {
        using var created = await CreateAsync(Compound("a", "\"stage_date\":\"2025-01-10\""));
        using var moved = await MoveAsync("""{"stage":"proposed","effective_date":"2025-03-01"}""");
        using var corrected = await MoveAsync("""{"stage":"proposed","effective_date":"2025-03-05","reason":"更正"}""");

        var events = (await JsonAsync(corrected))["events"]!.AsArray();
        Assert.Equal(["2025-03-05", "2025-03-01", "2025-01-10"], events.Select(e => (string)e!["effective_date"]!));
        Assert.Equal([false, true, false], events.Select(e => e!["retracted_at"] is not null));
    }

    [Fact]
    public async Task The_latest_event_can_be_withdrawn_but_not_the_first()
    {
        using var created = await CreateAsync(Compound("a", "\"stage_date\":\"2025-01-10\""));
        using var moved = await MoveAsync("""{"stage":"cancelled","effective_date":"2025-03-01"}""");
        using var withdrawn = await SendAsync(HttpMethod.Delete, Stage, null, moved.Headers.ETag!.ToString(), ("Wujin-Reason", "mistake"));
        using var first = await SendAsync(HttpMethod.Delete, Stage, null, "*");

        var resource = await JsonAsync(withdrawn);
        Assert.Equal(("surveyed", "2025-01-10"), ((string?)resource["stage"], (string?)resource["stage_date"]));
        Assert.Equal("mistake", (string?)resource["events"]![0]!["retracted_reason"]);
        await ProblemAsync(first, 409);
    }

    [Theory]
    [InlineData("""{"stage":"proposed","effective_date":"2199-01-01"}""", "/effective_date")]
    [InlineData("""{"stage":"proposed","effective_date":"2025-01-09"}""", "/effective_date")]
    [InlineData("""{"stage":"proposed","effective_date":"20215-01-09"}""", "/effective_date")]
    [InlineData("""{"stage":"proposed","effective_date":20250109}""", "/effective_date")]
    [InlineData("""{"stage":"surveyed"}""", "/stage")]
    [InlineData("""{"stage":"surveyed","effective_date":"2025-01-10"}""", "/stage")]
    [InlineData("""{"stage":"finished"}""", "/stage")]
    [InlineData("""{"effective_date":"2025-02-01"}""", "/stage")]
    [InlineData("""{"stage":"proposed","date":"2025-02-01"}""", "/date")]
    [InlineData("""{"stage":"proposed","reason":7}""", "/reason")]
    [InlineData("[]", "")]
    public async Task A_change_that_makes_no_sense_is_refused(string body, string pointer)
    {
        using var created = await CreateAsync(Compound("a", "\"stage_date\":\"2025-01-10\""));
        using var response = await MoveAsync(body);

        Assert.Equal([pointer], Pointers(await ProblemAsync(response, 422)));
        Assert.Equal(1, (long)(await ReadAsync())["version"]!);
    }

    [Fact]
    public async Task A_site_without_an_outline_does_not_leave_the_first_stage_and_all_faults_come_at_once()
    {
        using var created = await CreateAsync(Compound("a", "\"stage_date\":\"2025-01-10\"", "null"));
        using var response = await MoveAsync("""{"stage":"proposed","effective_date":"2199-01-01"}""");

        Assert.Equal(["/effective_date", "/geometry"], Pointers(await ProblemAsync(response, 422)));
    }

    [Fact]
    public async Task A_stage_is_changed_under_the_same_lock_as_the_site()
    {
        using var created = await CreateAsync(Compound("a"));
        using var without = await SendAsync(HttpMethod.Post, Stage, """{"stage":"proposed"}""");
        using var theirs = await SendAsync(HttpMethod.Patch, "/collections/compounds/items/a", """{"properties":{"households":2}}""", "\"1\"");
        using var stale = await MoveAsync("""{"stage":"proposed"}""", "\"1\"");

        await ProblemAsync(without, 428);
        var problem = await ProblemAsync(stale, 412);
        Assert.Equal("proposed", (string?)problem["fields"]!.AsArray().Single(f => (string?)f!["pointer"] == "/properties/stage")!["yours"]);
        Assert.Equal("surveyed", (string?)(await ReadAsync())["stage"]);
    }

    [Fact]
    public async Task Reference_data_has_no_stages()
    {
        using var town = await CreateAsync(Feature("\"code\":\"t\",\"name_zh\":\"湖塘镇\""), "towns");
        using var response = await Client.GetAsync(new Uri("/collections/towns/items/t/stage", UriKind.Relative));

        await ProblemAsync(response, 404);
    }

    [Fact]
    public async Task The_stages_come_as_a_page_too()
    {
        using var created = await CreateAsync(Compound("a"));
        var page = WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri(Stage + "?f=html", UriKind.Relative)));

        Assert.Contains("摸底", page, StringComparison.Ordinal);
        Assert.Contains("申报", page, StringComparison.Ordinal);
    }
}
