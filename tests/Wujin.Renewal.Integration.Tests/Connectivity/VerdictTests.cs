using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ExcelDataReader;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Integration.Tests.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>What came of the assessment as a collection, as tiles and as a workbook; and the minutes of sites as a collection.</summary>
public sealed class VerdictTests(RoadServices services) : IClassFixture<RoadServices>
{
    [Fact]
    public async Task The_verdicts_in_force_are_those_of_the_latest_run_on_the_roads_as_they_are()
    {
        await services.ExecuteAsync("assess-connectivity", "\"diagnose\":false");
        var latest = await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"]");
        await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"scenario\":{\"type\":\"FeatureCollection\",\"features\":[]}");
        await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"origins\":[\"320413\"]");
        await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"profile\":\"car-peak-am\"");

        var failing = await JsonAsync("/collections/assessments/items?filter=tier='T30' AND profile='car' AND passes=FALSE&sortby=margin_minutes");
        var all = await JsonAsync("/collections/assessments/items?filter=profile='car'&limit=100");

        var expected = latest["tiers"]![0]!["destinations"]!.AsArray();
        Assert.Equal(
            expected.Where(d => !(bool)d!["passes"]!).OrderBy(d => (double)d!["margin_minutes"]!).Select(d => ((string)d!["place"]!, (double)d["minutes"]!, (double?)d["reached"]!["area_percent"])),
            failing["features"]!.AsArray().Select(f => f!["properties"]!).Select(p => ((string)p["place"]!, (double)p["minutes"]!, (double?)p["reached_area_percent"])));
        Assert.All(failing["features"]!.AsArray(), f => Assert.Equal((string?)latest["run"], (string?)f!["properties"]!["run"]));
        Assert.Equal(["T120", "T30", "T45", "T60"], all["features"]!.AsArray().Select(f => (string)f!["properties"]!["tier"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("Point", (string?)all["features"]![0]!["geometry"]!["type"]);
        Assert.True((bool)all["features"]![0]!["properties"]!["is_demo"]!);
    }

    [Fact]
    public async Task A_map_shows_every_destination_once_with_its_verdict_and_a_new_run_in_the_next_tile()
    {
        await services.ExecuteAsync("assess-connectivity", "\"diagnose\":false");
        var before = await VerdictsAsync();
        await services.Database.DataSource.ExecuteAsync("UPDATE renewal.tier SET limit_minutes = 1 WHERE code = 'T30'");
        await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"diagnose\":false");
        var after = await VerdictsAsync();
        await services.Database.DataSource.ExecuteAsync("UPDATE renewal.tier SET limit_minutes = 30 WHERE code = 'T30'");

        Assert.Contains("pass", before.Values);
        Assert.Contains("fail", before.Values);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(after.Where(v => v.Key.StartsWith("T30-", StringComparison.Ordinal)), v => Assert.Equal("fail", v.Value));
    }

    [Fact]
    public async Task A_town_is_told_how_much_of_its_area_and_of_its_sites_is_within_the_limit()
    {
        await services.Database.DataSource.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom) VALUES
                ('NEAR', 'compound', '近', 'approved', '2024-03-01', {RegisterSql.Box(119.944, 31.709, 119.9445, 31.7095)})
            """);
        var town = (string)(await services.Database.DataSource.ScalarAsync<string>("SELECT town_code FROM renewal.site WHERE code = 'NEAR'"))!;
        var towns = await TownsAsync("");
        var shorter = await TownsAsync(",\"profile\":\"walk\"");

        Assert.Equal(16, towns.Count);
        Assert.All(towns.Values, t => Assert.InRange((double)t["area_percent"]!, 0, 100));
        Assert.Contains(towns.Values, t => (double)t["area_percent"]! > 90);
        Assert.Contains(towns.Values, t => (double)t["area_percent"]! < 60);
        Assert.All(towns, t => Assert.True((double)shorter[t.Key]["area_percent"]! <= (double)t.Value["area_percent"]!));
        Assert.Equal(1, (int)towns[town]["sites_within"]!);
        // The polygon of the same limit, cut with the town by PostGIS, says the same.
        var isochrone = await JsonAsync("/isochrone?place=320412-core&minutes=30");
        var percent = await services.Database.DataSource.ScalarAsync<double>(
            "SELECT 100 * ST_Area(ST_Intersection(t.geom, ST_SetSRID(ST_GeomFromGeoJSON($1), 4490))) / ST_Area(t.geom) FROM renewal.town t WHERE code = $2",
            isochrone["features"]![0]!["geometry"]!.ToJsonString(), "320412103");
        Assert.Equal(percent, (double)towns["320412103"]["area_percent"]!, 1.0);
    }

    [Fact]
    public async Task A_run_is_a_workbook_whose_numbers_are_numbers_and_whose_texts_are_never_formulas()
    {
        const string Wicked = "=HYPERLINK(\"http://example.org\")";
        var name = await services.Database.DataSource.ScalarAsync<string>("SELECT name_zh FROM renewal.place WHERE code = '320500'");
        await services.Database.DataSource.ExecuteAsync($"UPDATE renewal.place SET name_zh = '{Wicked}' WHERE code = '320500'");
        var assessment = await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\",\"T60\"]");
        await services.Database.DataSource.ExecuteAsync($"UPDATE renewal.place SET name_zh = '{name}' WHERE code = '320500'");

        using var response = await services.GetAsync($"/assessments/{assessment["run"]}/xlsx");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var csv = await services.Client.GetStringAsync(new Uri($"/assessments/{assessment["run"]}/csv", UriKind.Relative));

        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".xlsx", response.Content.Headers.ContentDisposition!.FileName!, StringComparison.Ordinal);
        using var archive = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in archive.Entries.Where(e => e.FullName.StartsWith("xl/worksheets", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            Assert.DoesNotContain("<f>", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var rows = Sheet(bytes, 0);
        var destinations = assessment["tiers"]!.AsArray().SelectMany(t => t!["destinations"]!.AsArray()).ToList();
        Assert.Equal(destinations.Count + 1, rows.Count);
        Assert.Equal(destinations.Select(d => (double)d!["minutes"]!), rows.Skip(1).Select(r => Assert.IsType<double>(r[4])));
        Assert.Equal(destinations.Select(d => (bool)d!["passes"]!), rows.Skip(1).Select(r => Assert.IsType<bool>(r[5])));
        Assert.Contains(rows, r => Equals(r[3], Wicked));
        Assert.NotEmpty(Sheet(bytes, 1).Skip(1));
        Assert.Contains(Sheet(bytes, 2), r => Equals(r[1], (string?)assessment["graph_checksum"]));
        Assert.Contains(",\"'" + Wicked.Replace("\"", "\"\"", StringComparison.Ordinal), csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_minutes_of_sites_are_a_collection_that_is_filtered_and_follows_a_site_that_moves()
    {
        await services.Database.DataSource.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom) VALUES
                ('MOVES', 'industrial-park', '园', 'approved', '2024-03-01', {RegisterSql.Box(119.95, 31.71, 119.951, 31.711)})
            """);
        var near = await UntilAsync(_ => true);
        await services.Database.DataSource.ExecuteAsync($"UPDATE renewal.site SET geom = {RegisterSql.Box(119.60, 31.74, 119.601, 31.741)} WHERE code = 'MOVES'");
        var far = await UntilAsync(p => (double)p["minutes_to_main_urban_area"]! > (double)near["minutes_to_main_urban_area"]! + 5);
        var limit = ((double)near["minutes_to_main_urban_area"]! + (double)far["minutes_to_main_urban_area"]!) / 2;

        var further = await JsonAsync(FormattableString.Invariant($"/collections/site-accessibility/items?filter=minutes_to_main_urban_area > {limit} AND kind='industrial-park'"));
        var nearer = await JsonAsync(FormattableString.Invariant($"/collections/site-accessibility/items?filter=minutes_to_main_urban_area < {limit}&limit=1000"));
        var queryables = await JsonAsync("/collections/site-accessibility/queryables");

        Assert.Contains("MOVES", further["features"]!.AsArray().Select(f => (string?)f!["properties"]!["site"]));
        Assert.DoesNotContain("MOVES", nearer["features"]!.AsArray().Select(f => (string?)f!["properties"]!["site"]));
        Assert.NotNull(queryables["properties"]!["minutes_to_nearest_platform"]);
        Assert.NotNull(far["nearest_platform"]);
        Assert.True((bool)far["is_demo"]!);
    }

    private async Task<JsonNode> UntilAsync(Func<JsonNode, bool> isSo)
    {
        while (true)
        {
            var features = (await JsonAsync("/collections/site-accessibility/items?site=MOVES"))["features"]!.AsArray();
            if (features.SingleOrDefault()?["properties"] is { } row && (bool)row["is_current"]! && isSo(row))
            {
                return row;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<Dictionary<string, JsonNode>> TownsAsync(string more) => (await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"]" + more))["tiers"]![0]!["destinations"]!.AsArray()
        .ToDictionary(d => (string)d!["place"]!, d => d!["reached"]!);

    /// <summary>Verdicts by code, of the tile that holds half of the country.</summary>
    private async Task<SortedDictionary<string, string>> VerdictsAsync()
    {
        var (row, column) = TileRequests.At(5, 119.943, 31.708);
        var tile = await services.Client.GetByteArrayAsync(new Uri($"/collections/assessments/tiles/WebMercatorQuad/5/{row}/{column}", UriKind.Relative));
        var layer = Assert.Single(VectorTile.Read(tile));
        return new(layer.Features.ToDictionary(f => (string)f.Attributes["code"], f => (string)f.Attributes["verdict"]), StringComparer.Ordinal);
    }

    private async Task<JsonNode> JsonAsync(string address)
    {
        using var response = await services.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static List<object?[]> Sheet(byte[] workbook, int number)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook));
        for (var s = 0; s < number; s++)
        {
            reader.NextResult();
        }

        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }

        return rows;
    }
}
