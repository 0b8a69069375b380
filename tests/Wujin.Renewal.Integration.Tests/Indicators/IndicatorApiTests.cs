using System.Net;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Editing;
using Wujin.Renewal.Testing.Workbooks;
using Xunit;
using static Wujin.Renewal.Integration.Tests.Indicators.TinyProgramme;

namespace Wujin.Renewal.Integration.Tests.Indicators;

/// <summary>Indicators and targets over HTTP.</summary>
public sealed class IndicatorApiTests : EditingTest
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Fact]
    public async Task A_figure_leads_to_the_sites_behind_it_and_to_the_query_that_lists_them()
    {
        await FillAsync();
        var table = await ReadAsync("/indicators?year=2025&date=2025-06-30");

        var households = table["indicators"]!.AsArray().Single(i => (string?)i!["code"] == "households_renovated")!;
        Assert.Equal((15m, "households"), ((decimal)households["district"]!["actual"]!, (string?)households["unit"]));
        Assert.Equal([("A", 10m), ("B", 5m)], households["towns"]!.AsArray().Select(t => ((string)t!["town_code"]!, (decimal)t["actual"]!)));
        var sites = await ReadAsync((string)households["links"]!.AsArray().Single(l => (string?)l!["rel"] == "related")!["href"]!);
        Assert.Equal([("S001", 10m), ("S002", 5m)], sites["sites"]!.AsArray().Select(s => ((string)s!["code"]!, (decimal)s["amount"]!)));
        Assert.Equal((string?)table["as_of"], (string?)sites["as_of"]);
        var site = await ReadAsync((string)sites["sites"]![0]!["href"]!);
        Assert.Equal("S001", (string?)site["id"]);
        var items = await ReadAsync((string)sites["links"]!.AsArray().Single(l => (string?)l!["rel"] == "items")!["href"]!);
        Assert.Equal(["S001", "S002"], items["features"]!.AsArray().Select(f => (string)f!["id"]!));
        var ofTown = await ReadAsync("/indicators/households_renovated/sites?year=2025&date=2025-06-30&town=B");
        Assert.Equal("S002", (string?)Assert.Single(ofTown["sites"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task Pages_and_tables_show_the_figures()
    {
        await FillAsync();
        await PostAsync("""[{"indicator":"households_renovated","town":null,"target":40,"path_percent":[10,30,60,100]}]""", "?year=2025");
        await Service.Database.DataSource.CreateCommand("UPDATE renewal.site SET name_zh = '=cmd|''/c calc''!A1' WHERE code = 'S001'").ExecuteNonQueryAsync();

        var page = WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri("/indicators?year=2025&date=2025-06-30&f=html&lang=zh", UriKind.Relative)));
        var one = WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri("/indicators/households_renovated?year=2025&date=2025-06-30&f=html&lang=en", UriKind.Relative)));
        var csv = await Client.GetStringAsync(new Uri("/indicators/csv?year=2025&date=2025-06-30", UriKind.Relative));
        var sites = await Client.GetStringAsync(new Uri("/indicators/households_renovated/sites/csv?year=2025&date=2025-06-30", UriKind.Relative));

        Assert.Contains("惠及居民户数", page, StringComparison.Ordinal);
        Assert.Contains("37.5%", page, StringComparison.Ordinal);
        Assert.Contains("甲镇", one, StringComparison.Ordinal);
        Assert.Contains("On track", one, StringComparison.Ordinal);
        Assert.Contains(csv.Split("\r\n"), l => l.Contains("households_renovated,惠及居民户数,households,,,40,15,0.375,12,15,0,on-track,2,0", StringComparison.Ordinal));
        Assert.Contains(",\"'=cmd|", sites.Replace(",'=cmd|", ",\"'=cmd|", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(",=cmd", sites, StringComparison.Ordinal);
        foreach (var address in new[] { "/indicators/households_renovated/sites?year=2025&date=2025-06-30", "/indicators/targets?year=2025", "/indicators/targets/2025/households_renovated/district", "/indicators/targets/2025/households_renovated/district/versions" })
        {
            using var response = await Client.GetAsync(new Uri(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "f=html", UriKind.Relative));
            Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task A_target_is_recorded_changed_under_If_Match_and_withdrawn()
    {
        await FillAsync();
        const string Address = "/indicators/targets/2025/lifts_added/A";
        using var created = await SendAsync(HttpMethod.Put, Address, """{"target":8}""", null, ("Content-Type", "application/json"), ("Wujin-Actor", "planner"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var without = await SendAsync(HttpMethod.Put, Address, """{"target":9}""", null, ("Content-Type", "application/json"));
        using var changed = await SendAsync(HttpMethod.Put, Address, """{"target":9,"note":"调整"}""", created.Headers.ETag!.ToString(), ("Content-Type", "application/json"));
        using var stale = await SendAsync(HttpMethod.Put, Address, """{"target":10}""", created.Headers.ETag.ToString(), ("Content-Type", "application/json"));
        using var bad = await SendAsync(HttpMethod.Put, Address, """{"target":-1,"colour":"red","path_percent":[50,40,60,100]}""", "*", ("Content-Type", "application/json"));
        using var elsewhere = await SendAsync(HttpMethod.Put, "/indicators/targets/2025/lifts_added/NOPE", """{"target":9}""", null, ("Content-Type", "application/json"));
        using var deleted = await SendAsync(HttpMethod.Delete, Address, null, changed.Headers.ETag!.ToString());

        await ProblemAsync(without, 428);
        Assert.Equal((9m, "调整", 2), ((decimal)(await JsonAsync(changed))["target"]!, (string?)(await JsonAsync(changed))["note"], (int)(await JsonAsync(changed))["version"]!));
        Assert.Equal(2, (int)(await ProblemAsync(stale, 412))["current_version"]!);
        Assert.Equal(["/colour", "/path_percent", "/target"], Pointers(await ProblemAsync(bad, 422)).Order(StringComparer.Ordinal));
        await ProblemAsync(elsewhere, 404);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await ProblemAsync(await Client.GetAsync(new Uri(Address, UriKind.Relative)), 404);
        Assert.Equal(["delete", "update", "insert"], (await ReadAsync(Address + "/versions"))["versions"]!.AsArray().Select(v => (string)v!["operation"]!));
    }

    [Fact]
    public async Task Many_targets_go_in_whole_or_not_at_all_with_every_fault_told()
    {
        await FillAsync();
        using var bad = await PostAsync(
            """
            [{"indicator":"lifts_added","town":"丙镇","target":1},{"indicator":"lifts","town":null,"target":1},{"indicator":"lifts_added","town":"甲","target":"8"},
             {"indicator":"lifts_added","town":"B","target":1.5},{"indicator":"tiers_met","town":"A","target":1},{"indicator":"parks_cleared","town":"A","target":1},{"indicator":"parks_cleared","town":"甲镇","target":2}, 7]
            """, "?year=2025");
        using var unequal = await PostAsync("""{"targets":[{"indicator":"lifts_added","town":"district","target":10},{"indicator":"lifts_added","town":"甲镇","target":4},{"indicator":"lifts_added","town":"乙","target":5}]}""", "?year=2025");
        using var allowed = await PostAsync("""[{"indicator":"lifts_added","target":10},{"indicator":"lifts_added","town":"A","target":4}]""", "?year=2025&allow-unequal-sums=true");
        using var noYear = await PostAsync("""[{"indicator":"lifts_added","target":10}]""", "");
        using var nonsense = await PostAsync("[]", "?year=1&replace=maybe&colour=red");
        using var text = await SendAsync(HttpMethod.Post, "/indicators/targets?year=2025", "x", null, ("Content-Type", "text/plain"));

        Assert.Equal(["/0/town", "/1/indicator", "/2/target", "/3/target", "/4/target", "/6", "/7"], Pointers(await ProblemAsync(bad, 422)).Order(StringComparer.Ordinal));
        var sums = await ProblemAsync(unequal, 422);
        Assert.Contains("the district has 10, its towns add up to 9", (string?)sums["errors"]![0]!["detail"], StringComparison.Ordinal);
        Assert.Equal(2, (int)(await JsonAsync(allowed))["inserted"]!);
        Assert.Equal("targets", (string?)Assert.Single((await ReadAsync("/indicators?year=2025"))["unequal_sums"]!.AsArray())!["of"]);
        await ProblemAsync(noYear, 422);
        Assert.Equal(3, (await ProblemAsync(nonsense, 400))["errors"]!.AsArray().Count);
        await ProblemAsync(text, 415);
    }

    [Fact]
    public async Task A_workbook_and_a_csv_are_taken_as_offices_write_them()
    {
        await FillAsync();
        var workbook = TestWorkbook.Of(
            [
                ["2025年度目标分解表", null, null, null],
                ["序号", "镇（街道）", "改造老旧小区", "工业用地再集中（亩）"],
                [1, "甲镇", 4, 30.5],
                [2, "乙", "6", new TestWorkbook.Formula("D3*2", 61)],
                [null, "合计", new TestWorkbook.Formula("SUM(C3:C4)", 10), 91.5],
            ],
            "A1:D1");
        using var sent = await SendBytesAsync(HttpMethod.Post, "/indicators/targets?year=2025", workbook, null, ("Content-Type", Xlsx));
        var answer = await JsonAsync(sent);
        Assert.True(sent.StatusCode == HttpStatusCode.OK, answer.ToJsonString());
        Assert.Equal((6, 2), ((int)answer["inserted"]!, answer["remarks"]!.AsArray().Count));
        var csv = await Client.GetByteArrayAsync(new Uri("/indicators/targets/csv?year=2025", UriKind.Relative));

        using var again = await SendBytesAsync(HttpMethod.Post, "/indicators/targets?year=2025&dry-run=true", csv, null, ("Content-Type", "text/csv"));

        answer = await JsonAsync(again);
        Assert.True(again.StatusCode == HttpStatusCode.OK, answer.ToJsonString());
        Assert.Equal((0, 0, 6), ((int)answer["inserted"]!, (int)answer["updated"]!, (int)answer["unchanged"]!));
    }

    [Fact]
    public async Task A_table_with_faults_is_refused_with_each_of_its_cells()
    {
        await FillAsync();
        var workbook = TestWorkbook.Of(
            [
                ["镇街", "改造老旧小区", "加装电梯", "飞船"],
                ["甲镇", 4, "若干", 1],
                ["甲镇", -6, 2.5, 1],
                ["火星", 1, 1, 1],
                ["乙镇", new TestWorkbook.Formula("B2", null), new TestWorkbook.CellError("#REF!"), null],
                ["全区", 7, 7, null],
            ],
            "B6:C6");

        using var sent = await SendBytesAsync(HttpMethod.Post, "/indicators/targets?year=2025", workbook, null, ("Content-Type", Xlsx));

        var problem = await ProblemAsync(sent, 422);
        var details = problem["errors"]!.AsArray().Select(e => (string)e!["detail"]!).ToList();
        foreach (var expected in new[] { "D1: ", "C2: \"若干\" is no number", "B3: -6 is negative", "C3: 2.5 is no whole number", "A4: \"火星\" is no town", "B5: The formula was never calculated", "C5: The cell holds the error #REF!", "B6: The cells B6:C6 are merged", "C6: The cells B6:C6 are merged" })
        {
            Assert.Contains(details, d => d.StartsWith(expected, StringComparison.Ordinal));
        }

        Assert.Equal(9, details.Count);
        using var broken = await SendBytesAsync(HttpMethod.Post, "/indicators/targets?year=2025", [.. workbook.Take(300)], null, ("Content-Type", Xlsx));
        Assert.Contains("damaged", (string?)(await ProblemAsync(broken, 400))["detail"], StringComparison.Ordinal);
        using var headless = await SendBytesAsync(HttpMethod.Post, "/indicators/targets?year=2025", "a,b\n1,2\n"u8.ToArray(), null, ("Content-Type", "text/csv"));
        Assert.Contains("No header", (string?)(await ProblemAsync(headless, 422))["detail"], StringComparison.Ordinal);
        Assert.Empty((await ReadAsync("/indicators/targets?year=2025"))["targets"]!.AsArray());
    }

    [Fact]
    public async Task Wrong_dates_towns_and_names_are_told()
    {
        await FillAsync();
        foreach (var (address, status, expected) in new[]
        {
            ("/indicators?date=2999-01-01", 400, "has not come yet"), ("/indicators?asOf=2999-01-01T00:00:00Z", 400, "has not come yet"), ("/indicators?town=NOPE", 400, "There is no town"),
            ("/indicators?year=12", 400, "calendar year"), ("/indicators?date=2025-06-30&asOf=2020-01-01T00:00:00Z", 400, "later than the day of asOf"), ("/indicators?colour=red", 400, "Unknown parameter"),
            ("/indicators/nope", 404, "There is no indicator"), ("/indicators/nope/sites", 404, "There is no indicator"), ("/indicators/lifts_added/sites?town=NOPE", 400, "There is no town"), ("/indicators/targets/2025/lifts_added/district", 404, "There is no target"),
            ("/indicators/targets/12/lifts_added/district", 404, "from 1990"),
        })
        {
            var problem = await ProblemAsync(await Client.GetAsync(new Uri(address, UriKind.Relative)), status);
            Assert.Contains(expected, (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_writing_method_is_guarded()
    {
        await FillAsync();
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "/indicators/targets?year=2025", "[]"), (HttpMethod.Put, "/indicators/targets/2025/lifts_added/A", "{}"), (HttpMethod.Delete, "/indicators/targets/2025/lifts_added/A", null),
            (HttpMethod.Post, "/attention/late~S001/acceptance", "{}"), (HttpMethod.Delete, "/attention/late~S001/acceptance", null), (HttpMethod.Put, "/attention/limits/overlap", "{}"), (HttpMethod.Delete, "/attention/limits/overlap", null),
        })
        {
            using var response = await SendAsync(method, path, body, "*", ("X-Forwarded-For", "203.0.113.7"));
            await ProblemAsync(response, 403);
        }
    }

    private Task<HttpResponseMessage> PostAsync(string body, string query) => SendAsync(HttpMethod.Post, "/indicators/targets" + query, body, null, ("Content-Type", "application/json"));

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
        await SiteAsync(source, "compound", 1, "A", "households = 10", CompletedOn("2025-02-01"));
        await SiteAsync(source, "compound", 2, "B", "households = 5", CompletedOn("2025-03-01"));
        await SiteAsync(source, "compound", 3, "B", "households = 7", CompletedOn("2025-09-01"));
    }
}
