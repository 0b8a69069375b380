using System.Net;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Editing;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;
using static Wujin.Renewal.Integration.Tests.Indicators.TinyProgramme;

namespace Wujin.Renewal.Integration.Tests.Attention;

/// <summary>The attention list over HTTP.</summary>
public sealed class AttentionApiTests : EditingTest
{
    [Fact]
    public async Task The_list_is_filtered_paged_and_counted()
    {
        await FillAsync();

        var all = await ReadAsync("/attention?date=2025-06-30");
        var first = await ReadAsync("/attention?date=2025-06-30&limit=2");
        var next = await ReadAsync((string)first["links"]!.AsArray().Single(l => (string?)l!["rel"] == "next")!["href"]!);
        var late = await ReadAsync("/attention?date=2025-06-30&rule=late&town=A&kind=compound&severity=high");

        Assert.Equal(["late~S001", "stuck~S001", "over-budget~S001", "town-mismatch~S002"], Ids(all));
        Assert.Equal((4, 4, 1), ((int)all["matched"]!, (int)all["open"]!, (int)all["by_severity"]!["high"]!));
        Assert.Equal(Ids(all)[..2], Ids(first));
        Assert.Equal(Ids(all)[2..], Ids(next));
        Assert.Equal(["late~S001"], Ids(late));
        Assert.Equal("S001", (string?)(await ReadAsync((string)late["items"]![0]!["href"]!))["id"]);
        Assert.Equal(8, all["rules"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_item_is_accepted_with_a_reason_and_taken_back()
    {
        await FillAsync();
        var id = Uri.EscapeDataString("over-budget~S001");

        using var without = await SendAsync(HttpMethod.Post, $"/attention/{id}/acceptance", "{}", null, ("Content-Type", "application/json"));
        using var accepted = await SendAsync(HttpMethod.Post, $"/attention/{id}/acceptance", """{"reason":"材料涨价"}""", null, ("Content-Type", "application/json"), ("Wujin-Actor", "planner"));
        using var unknown = await SendAsync(HttpMethod.Post, "/attention/late~NOPE/acceptance", """{"reason":"x"}""", null, ("Content-Type", "application/json"));

        Assert.Equal(["/reason"], Pointers(await ProblemAsync(without, 422)));
        await ProblemAsync(unknown, 404);
        var item = await JsonAsync(accepted);
        Assert.Equal(("planner", "材料涨价"), ((string?)item["accepted"]!["by"], (string?)item["accepted"]!["reason"]));
        Assert.Equal(["over-budget~S001"], Ids(await ReadAsync("/attention?accepted=true")));
        Assert.DoesNotContain("over-budget~S001", Ids(await ReadAsync("/attention?accepted=false")));

        await Service.Database.DataSource.ExecuteAsync("UPDATE renewal.site SET spent_wan = 160 WHERE code = 'S001'");
        Assert.Empty(Ids(await ReadAsync("/attention?accepted=true")));
        using var again = await SendAsync(HttpMethod.Post, $"/attention/{id}/acceptance", """{"reason":"再涨"}""", null, ("Content-Type", "application/json"));
        using var reopened = await SendAsync(HttpMethod.Delete, $"/attention/{id}/acceptance");
        using var twice = await SendAsync(HttpMethod.Delete, $"/attention/{id}/acceptance");
        Assert.Equal(HttpStatusCode.NoContent, reopened.StatusCode);
        await ProblemAsync(twice, 404);
        Assert.Empty(Ids(await ReadAsync("/attention?accepted=true")));
    }

    [Fact]
    public async Task Limits_are_listed_set_and_put_back()
    {
        await FillAsync();
        var before = (await ReadAsync("/attention?rule=late&severity=high"))["matched"]!;

        using var set = await SendAsync(HttpMethod.Put, "/attention/limits/late-days-high", """{"value":100000}""", null, ("Content-Type", "application/json"), ("Wujin-Actor", "planner"));
        using var wrong = await SendAsync(HttpMethod.Put, "/attention/limits/late-days-high", """{"value":-1}""", null, ("Content-Type", "application/json"));
        using var unknown = await SendAsync(HttpMethod.Put, "/attention/limits/nope", """{"value":1}""", null, ("Content-Type", "application/json"));

        Assert.Equal((100000m, 90m, "planner"), ((decimal)(await JsonAsync(set))["value"]!, (decimal)(await JsonAsync(set))["default"]!, (string?)(await JsonAsync(set))["updated_by"]));
        await ProblemAsync(wrong, 422);
        await ProblemAsync(unknown, 404);
        Assert.Equal(0, (int)(await ReadAsync("/attention?rule=late&severity=high"))["matched"]!);
        using var reset = await SendAsync(HttpMethod.Delete, "/attention/limits/late-days-high");
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Equal((int)before, (int)(await ReadAsync("/attention?rule=late&severity=high"))["matched"]!);
        Assert.True((await ReadAsync("/attention/limits"))["limits"]!.AsArray().Count > 20);
    }

    [Fact]
    public async Task Pages_and_tables_show_the_list()
    {
        await FillAsync();
        await Service.Database.DataSource.ExecuteAsync($"UPDATE renewal.site SET name_zh = '@SUM(1)' || repeat('长', 9990) WHERE code = 'S001'");

        var page = WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri("/attention?f=html&lang=zh", UriKind.Relative)));
        var csv = await Client.GetStringAsync(new Uri("/attention/csv?rule=late", UriKind.Relative));

        Assert.Contains("进度滞后", page, StringComparison.Ordinal);
        Assert.Contains(",'@SUM(1)长", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.Split("\r\n").Length);
    }

    [Fact]
    public async Task Wrong_parameters_are_told()
    {
        await FillAsync();
        foreach (var (address, expected) in new[]
        {
            ("/attention?rule=nope", "rule is one of"), ("/attention?kind=nope", "kind is one of"), ("/attention?town=nope", "There is no town"), ("/attention?date=2999-01-01", "has not come yet"),
            ("/attention?accepted=maybe", "accepted is true"), ("/attention?limit=0", "limit is"), ("/attention?offset=-1", "offset is"), ("/attention?severity=x", "severity is one of"),
        })
        {
            Assert.Contains(expected, (string?)(await ProblemAsync(await Client.GetAsync(new Uri(address, UriKind.Relative)), 400))["detail"], StringComparison.Ordinal);
        }

        await ProblemAsync(await Client.GetAsync(new Uri("/attention/late~NOPE", UriKind.Relative)), 404);
    }

    private static string[] Ids(JsonObject list) => [.. list["items"]!.AsArray().Select(i => (string)i!["id"]!)];

    private async Task<JsonObject> ReadAsync(string address)
    {
        using var response = await Client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {await response.Content.ReadAsStringAsync()}");
        return await JsonAsync(response);
    }

    private async Task FillAsync()
    {
        var source = Service.Database.DataSource;
        await TownsAsync(source);
        // In the works since 1 April 2024, 455 days before 30 June 2025: more than the usual 330, less than twice that. Late since 1 February 2025: 150 days.
        await SiteAsync(source, "compound", 1, "A", "budget_wan = 100, spent_wan = 109, planned_finish = '2025-01-31'", UnderWay);
        await SiteAsync(source, "compound", 2, "B", "", "proposed 2025-05-01", "approved 2025-06-01");
        await source.ExecuteAsync("UPDATE renewal.site SET town_code = 'A' WHERE code = 'S002'");
        await SiteAsync(source, "compound", 3, "B", "planned_finish = '2025-08-31'", CompletedOn("2025-06-01"));
    }
}
