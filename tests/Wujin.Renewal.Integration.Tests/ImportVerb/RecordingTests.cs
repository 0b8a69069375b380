using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Testing.Workbooks;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>What <c>./run import</c> records, and what it says about it.</summary>
public sealed class RecordingTests : ImportVerbTest
{
    [Fact]
    public async Task A_ledger_is_recorded_with_who_and_why_and_the_result_is_on_standard_output()
    {
        var done = await ImportAsync(Write("台账.csv", TwoCompounds), "compound", [.. Stated, "--reason", "2026年台账"]);

        Assert.Equal(0, done.ExitCode);
        Assert.Equal($"compounds: 2 rows read: 2 new, 0 changed, 0 unchanged, 0 bad. Recorded by {Environment.UserName}, \"2026年台账\".", done.Output.Trim());
        Assert.Contains("户数", done.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["A-1 清英新村 320 湖塘镇 1", "A-2 人民新村 96 湖塘镇 1"],
            (await Source.RowsAsync("SELECT concat_ws(' ', code, name_zh, households, town_name, version) FROM renewal.site ORDER BY code")).Select(r => r[0]));
        Assert.Equal(
            [Environment.UserName, "2026年台账"],
            Assert.Single(await Source.RowsAsync("SELECT actor, reason FROM renewal.change ORDER BY change_id DESC LIMIT 1")));
    }

    [Fact]
    public async Task A_dry_run_finds_everything_and_records_nothing()
    {
        var changes = "SELECT count(*) FROM renewal.change WHERE reason NOT LIKE '%first start%'";
        var done = await ImportAsync(Write("a.csv", TwoCompounds), "compound", [.. Stated, "--dry-run", "--json"]);

        Assert.Equal(0, done.ExitCode);
        var result = JsonNode.Parse(done.Output)!;
        Assert.Equal((2, 2, true, false), ((int)result["rows"]!, (int)result["inserted"]!, (bool)result["is_dry_run"]!, (bool)result["is_recorded"]!));
        Assert.Equal(0L, await CountSitesAsync());
        Assert.Equal(0L, await Source.ScalarAsync<long>(changes));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_a_changed_one_makes_a_version()
    {
        await ImportAsync(Write("a.csv", TwoCompounds), "compound", Stated);
        var again = await ImportAsync(PathOf("a.csv"), "compound", Stated);
        var changed = await ImportAsync(Write("a.csv", TwoCompounds.Replace("320", "321", StringComparison.Ordinal)), "compound", Stated);

        Assert.Contains("0 new, 0 changed, 2 unchanged", again.Output, StringComparison.Ordinal);
        Assert.Contains("0 new, 1 changed, 1 unchanged", changed.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["1 320", "2 321"],
            (await Source.RowsAsync("SELECT recorded_version || ' ' || households FROM renewal.site_version WHERE code = 'A-1' ORDER BY recorded_version")).Select(r => r[0]));
    }

    [Fact]
    public async Task Map_names_the_columns_that_no_one_could_know_and_leaves_out_what_is_not_wanted()
    {
        var file = Write("a.csv", "bh,xq,户数\nA-1,清英新村,320\n");

        var unknown = await ImportAsync(file, "compound", Stated);
        var mapped = await ImportAsync(file, "compound", [.. Stated, "--map", "code=bh", "--map", "name_zh=xq", "--map", "households="]);

        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("--map code=COLUMN", unknown.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal(0, mapped.ExitCode);
        Assert.Equal(["A-1", "清英新村", null], Assert.Single(await Source.RowsAsync("SELECT code, name_zh, households FROM renewal.site")));
    }

    [Fact]
    public async Task English_names_do_as_well_as_Chinese_ones()
    {
        await ImportAsync(Write("a.csv", "code,name_zh,households,town_name\nA-1,清英新村,320,湖塘\n"), "compound", Stated);

        Assert.Equal(
            ["A-1", "清英新村", 320, "320412100"],
            Assert.Single(await Source.RowsAsync("SELECT code, name_zh, households, declared_town_code FROM renewal.site")));
    }

    [Fact]
    public async Task A_workbook_with_formulas_and_a_column_of_vertices_is_recorded_with_what_the_formulas_came_to()
    {
        var file = Write("工业园区.xlsx", TestWorkbook.Of(
        [
            ["武进区工业园区台账"],
            ["项目编号", "名称", "用地面积（亩）", "拐点坐标"],
            ["P-1", "=HYPERLINK(\"http://example.org\")", new TestWorkbook.Formula("SUM(C9:C10)", 120.5), "494000,3508000;494500,3508000;494500,3508500;494000,3508500"],
        ], "A1:D1"));

        var done = await ImportAsync(file, "park");

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Equal(
            ["=HYPERLINK(\"http://example.org\")", 120.5m, true],
            Assert.Single(await Source.RowsAsync("SELECT name_zh, land_mu, abs(area_m2 - 250000) < 1 FROM renewal.site")));
    }

    [Fact]
    public async Task Towns_of_an_office_replace_the_schematic_ones_and_every_site_gets_its_town_anew()
    {
        await ImportAsync(Write("a.csv", TwoCompounds), "compound", Stated);
        var towns = Write(
            "镇界.geojson",
            """
            {"type":"FeatureCollection","features":[
             {"type":"Feature","properties":{"code":"N-1","name_zh":"西片"},"geometry":{"type":"Polygon","coordinates":[[[119.9,31.6],[119.9415,31.6],[119.9415,31.8],[119.9,31.8],[119.9,31.6]]]}},
             {"type":"Feature","properties":{"code":"N-2","name_zh":"东片"},"geometry":{"type":"Polygon","coordinates":[[[119.9415,31.6],[120,31.6],[120,31.8],[119.9415,31.8],[119.9415,31.6]]]}}]}
            """);

        var done = await ImportAsync(towns, "town", "--replace");

        Assert.Contains("2 new, 0 changed, 0 unchanged, 16 deleted", done.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["A-1 西片 2", "A-2 东片 2"],
            (await Source.RowsAsync("SELECT concat_ws(' ', code, town_name, version) FROM renewal.site ORDER BY code")).Select(r => r[0]));
    }

    [Theory]
    [InlineData("place", "code,name_zh,lon,lat,role\nX,横山桥站,120.1,31.77,adjacent\n", "SELECT count(*) FROM renewal.place WHERE code = 'X' AND ST_X(geom) = 120.1")]
    [InlineData("platform", "code,name_zh,lon,lat,role\nX,新平台,120.1,31.77,platform\n", "SELECT count(*) FROM renewal.platform WHERE code = 'X'")]
    [InlineData("constraint", "code,name_zh,type,wkt\nX,基本农田一,farmland,\"POLYGON((120 31.7,120.01 31.7,120.01 31.71,120 31.7))\"\n", "SELECT count(*) FROM renewal.constraint_area WHERE code = 'X' AND type = 'farmland'")]
    [InlineData("selfbuild", "code,name_zh,village\nX,宅基地片区,塘口村\n", "SELECT count(*) FROM renewal.site WHERE code = 'X' AND kind = 'selfbuild-zone' AND village = '塘口村'")]
    public async Task Every_kind_goes_to_its_table(string kind, string ledger, string count)
    {
        var done = await ImportAsync(Write("a.csv", ledger), kind, Stated);

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Equal(1L, await Source.ScalarAsync<long>(count));
    }
}
