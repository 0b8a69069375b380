using System.Globalization;
using System.Net;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>The register as it was recorded at an instant.</summary>
public sealed class AsOfTests : ServedTest
{
    [Fact]
    public async Task Items_and_item_are_read_as_they_were()
    {
        await Served.Source.ExecuteAsync("INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) VALUES ('A', 'compound', '旧名', 'surveyed', '2024-01-01'), ('B', 'compound', '乙', 'surveyed', '2024-01-01')");
        var instant = await NowAsync();
        await Served.Source.ExecuteAsync("UPDATE renewal.site SET name_zh = '新名' WHERE code = 'A'");
        await Served.Source.ExecuteAsync("DELETE FROM renewal.site WHERE code = 'B'");
        await Served.Source.ExecuteAsync("INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) VALUES ('C', 'compound', '丙', 'surveyed', '2024-01-01')");

        Assert.Equal(["A", "C"], await Served.CodesAsync("/collections/compounds/items"));
        Assert.Equal(["A", "B"], await Served.CodesAsync("/collections/compounds/items?asOf=" + instant));
        Assert.Equal(["A", "B"], await Served.CodesAsync("/collections/compounds/export?asOf=" + instant));
        Assert.Equal(["A"], await Served.CodesAsync("/collections/compounds/items?name_zh=旧名&asOf=" + instant));
        Assert.Equal("旧名", await NameAsync("A?asOf=" + instant));
        Assert.Equal("新名", await NameAsync("A"));
        await Served.ProblemAsync("/collections/compounds/items/C?asOf=" + instant, HttpStatusCode.NotFound);
        await Served.ProblemAsync("/collections/compounds/items/B", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_version_of_that_instant_is_in_the_entity_tag()
    {
        await Served.Source.ExecuteAsync("INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) VALUES ('A', 'compound', '旧名', 'surveyed', '2024-01-01')");
        var instant = await NowAsync();
        await Served.Source.ExecuteAsync("UPDATE renewal.site SET name_zh = '新名' WHERE code = 'A'");

        using var then = await Served.GetAsync("/collections/compounds/items/A?asOf=" + instant);
        using var now = await Served.GetAsync("/collections/compounds/items/A");

        Assert.Equal("\"1-geojson.crs84.identity\"", then.Headers.ETag!.ToString());
        Assert.Equal("\"2-geojson.crs84.identity\"", now.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task A_slow_reader_of_the_past_keeps_no_writer_waiting()
    {
        await Served.Source.ExecuteAsync("""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, source)
            SELECT 'S' || i, 'compound', '小区', 'surveyed', '2024-01-01', repeat('x', 400) FROM generate_series(1, 20000) i
            """);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/collections/compounds/export?asOf=" + await NowAsync());
        using var response = await Served.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ServedRegister.Cancel);
        await using var body = await response.Content.ReadAsStreamAsync(ServedRegister.Cancel);
        Assert.True(await body.ReadAsync(new byte[1000], ServedRegister.Cancel) > 0); // under way, and read no further

        var writing = Served.Source.ExecuteAsync("INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) VALUES ('W', 'compound', '写', 'surveyed', '2024-01-01')");

        await writing.WaitAsync(TimeSpan.FromSeconds(10), ServedRegister.Cancel);
    }

    private async Task<string> NowAsync() => Uri.EscapeDataString(
        (await Served.Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()")).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    private async Task<string?> NameAsync(string tail) =>
        (await Served.JsonAsync("/collections/compounds/items/" + tail)).GetProperty("properties").GetProperty("name_zh").GetString();
}
