using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Reports;
using Wujin.Renewal.Integration.Tests.Editing;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Reports;

/// <summary>Reports over HTTP, on a register of the test's own.</summary>
public sealed partial class ReportTests : EditingTest
{
    private const string Quarter = "/reports/programme?period=2025-Q3&lang=en";

    private async Task<string> TextAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return text;
    }

    private async Task<JsonObject> RefusedAsync(string path, int status)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return await ProblemAsync(response, status);
    }

    private Task<HttpResponseMessage> MoveAsync(string body) => SendAsync(HttpMethod.Post, "/collections/compounds/items/a/stage", body, "*");

    private async Task HaveTownAsync()
    {
        await using var command = Service.Database.DataSource.CreateCommand(
            "INSERT INTO renewal.town (code, name_zh, name_en, geom) VALUES ('320412100', '湖塘镇', 'Hutang', ST_Multi(ST_MakeEnvelope(119.9, 31.6, 120, 31.8, 4490)))");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A compound of 400 households that was under construction when the quarter began.</summary>
    private async Task BeginAsync()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":400,\"budget_wan\":120,\"stage\":\"construction\",\"stage_date\":\"2025-05-01\""));
    }

    private static string Renovated(string html) => HouseholdsRow().Match(html) is { Success: true } row ? Tags().Replace(row.Value, " ") : throw new InvalidOperationException("No row of households.");

    [Theory]
    [InlineData("html", "text/html", "<!doctype html>")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK")]
    [InlineData("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK")]
    [InlineData("geojson", "application/geo+json", "{\"type\":\"FeatureCollection\"")]
    [InlineData("pdf", "application/pdf", "%PDF-")]
    public async Task A_programme_report_comes_in_every_format(string format, string mediaType, string begins)
    {
        await BeginAsync();
        using var response = await Client.GetAsync(new Uri($"{Quarter}&f={format}", UriKind.Relative));
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.True(response.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(bytes));
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(begins, Encoding.ASCII.GetString(bytes, 0, begins.Length));
        Assert.EndsWith("." + format, response.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_with_an_earlier_recorded_instant_is_not_changed_by_a_later_edit()
    {
        await BeginAsync();
        using var first = await Client.GetAsync(new Uri(Quarter, UriKind.Relative));
        var before = await first.Content.ReadAsStringAsync();
        var same = BookmarkAddress().Match(first.Headers.GetValues("Link").Single()).Groups[1].Value;
        using var moved = await MoveAsync("""{"stage":"completed","effective_date":"2025-08-15"}""");
        using var patched = await SendAsync(HttpMethod.Patch, "/collections/compounds/items/a", """{"properties":{"households":999}}""", "*");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (moved.StatusCode, patched.StatusCode));

        using var again = await Client.GetAsync(new Uri(same));

        Assert.Equal(before, await again.Content.ReadAsStringAsync());
        Assert.NotEqual(Renovated(before), Renovated(await TextAsync(Quarter)));
    }

    [Fact]
    public async Task A_completion_entered_late_but_effective_in_the_quarter_is_counted_in_it_from_then_on()
    {
        await BeginAsync();
        Assert.DoesNotContain("400", Renovated(await TextAsync(Quarter)), StringComparison.Ordinal);
        using var moved = await MoveAsync("""{"stage":"completed","effective_date":"2025-08-15"}""");

        Assert.Contains("400", Renovated(await TextAsync(Quarter)), StringComparison.Ordinal);
        Assert.DoesNotContain("400", Renovated(await TextAsync("/reports/programme?period=2025-Q2&lang=en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_reports_compared_name_the_site_behind_the_difference()
    {
        await BeginAsync();
        using var moved = await MoveAsync("""{"stage":"completed","effective_date":"2025-08-15"}""");
        var html = await TextAsync("/reports/programme/compare?period=2025-Q3&with=2025-Q2&lang=en");

        Assert.Matches("construction</td><td[^>]*>completed", html);
        Assert.Contains("400", Renovated(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_without_data_is_a_report_that_says_so() =>
        Assert.Contains("there is no data for this period", await TextAsync("/reports/programme?period=1999&lang=en"), StringComparison.Ordinal);

    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_what_can()
    {
        await HaveTownAsync();
        var unknownTown = await RefusedAsync("/reports/town?period=2025-Q3&town=湖糖镇", 400);
        var noTown = await RefusedAsync("/reports/town?period=2025-Q3", 400);
        var several = await RefusedAsync("/reports/programme?period=2025-Q7&effective=yesterday&f=odt&lang=de&colour=red", 400);
        var ahead = await RefusedAsync("/reports/programme?period=2100", 400);
        var outside = await RefusedAsync("/reports/programme?period=2025-Q3&effective=2025-12-31", 400);

        Assert.Contains("湖塘镇 (320412100)", (string?)unknownTown["errors"]![0]!["detail"], StringComparison.Ordinal);
        Assert.Equal("town", (string?)noTown["errors"]![0]!["parameter"]);
        Assert.Equal(["colour", "effective", "f", "lang", "period"], several["errors"]!.AsArray().Select(e => (string?)e!["parameter"]).Order());
        Assert.Contains("begins on 2100-01-01", (string?)ahead["detail"], StringComparison.Ordinal);
        Assert.Equal("effective", (string?)outside["errors"]![0]!["parameter"]);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_not_found_and_one_without_outline_or_dates_has_a_sheet()
    {
        using var created = await CreateAsync("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"code\":\"z\",\"name_zh\":\"=cmd|x\",\"stage\":\"surveyed\"}}", "selfbuild-zones");

        Assert.Contains("'nowhere'", (string?)(await RefusedAsync("/reports/site?site=nowhere", 404))["detail"], StringComparison.Ordinal);
        Assert.Contains("No outline is recorded yet", await TextAsync("/reports/site?site=z&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_sheet_has_the_vertices_in_the_plane_of_surveyors()
    {
        await BeginAsync();
        var html = await TextAsync("/reports/site?site=a&lang=en");

        // 119.94° E, 31.70° N by PROJ (gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4549).
        Assert.Contains("3,508,588.742", html, StringComparison.Ordinal);
        Assert.Contains("494,312.029", html, StringComparison.Ordinal);
        Assert.Contains("119.94000000", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_assessment_the_connectivity_report_says_how_to_make_one() =>
        Assert.Contains("assess-connectivity", (string?)(await RefusedAsync("/reports/connectivity", 404))["detail"], StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_browser_PDF_is_refused_with_what_to_install()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => new ChromiumPrinter("/nowhere/chromium").PrintAsync([], TestContext.Current.CancellationToken));

        Assert.Equal(501, refused.Problem.Status);
        Assert.Contains("apt-get install -y chromium", refused.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_report_is_a_job_whose_document_is_fetched_when_it_is_done()
    {
        await BeginAsync();
        using var queued = await SendAsync(
            HttpMethod.Post, "/processes/make-report/execution", """{"inputs":{"report":"programme","period":"2025-Q3","format":"xlsx"}}""", null, ("Prefer", "respond-async"), ("Content-Type", "application/json"));
        Assert.True(queued.StatusCode == HttpStatusCode.Created, await queued.Content.ReadAsStringAsync());
        var id = (string)(await JsonAsync(queued))["jobID"]!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        string? status;
        while ((status = (string?)JsonNode.Parse(await Client.GetStringAsync(new Uri("/jobs/" + id, UriKind.Relative), limit.Token))!["status"]) is "accepted" or "running")
        {
            await Task.Delay(50, limit.Token);
        }

        Assert.Equal("successful", status);
        Assert.Equal("PK"u8.ToArray(), (await Client.GetByteArrayAsync(new Uri("/reports/jobs/" + id, UriKind.Relative), limit.Token))[..2]);
    }

    [Fact]
    public async Task The_page_of_reports_offers_periods_towns_and_formats()
    {
        await HaveTownAsync();
        var html = await TextAsync("/reports?f=html");

        Assert.Contains("湖塘镇", html, StringComparison.Ordinal);
        Assert.Contains("<option>geojson</option>", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<tr><td[^>]*>Households in renovated compounds.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex HouseholdsRow();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<([^>]*)>")]
    private static partial Regex BookmarkAddress();
}
