using System.Text;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>What is wrong with a file, as <c>./run import</c> tells it and writes it down.</summary>
public sealed class BadRowsTests : ImportVerbTest
{
    /// <summary>Row 2 is good; row 3 crosses itself at 119.95, 31.71 and has a bad number; row 4 is called what row 2 is.</summary>
    private const string Mixed =
        """
        项目编号,名称,户数,wkt
        A-1,清英新村,320,"POLYGON((119.930 31.710,119.931 31.710,119.931 31.711,119.930 31.710))"
        A-2,"=cmd|' /C calc'!A0",很多,"POLYGON((119.94 31.70,119.96 31.72,119.96 31.70,119.94 31.72,119.94 31.70))"
        A-3,人民新村,-5,
        """;

    [Fact]
    public async Task Bad_rows_keep_the_file_out_and_each_is_told_with_number_field_value_reason_and_place()
    {
        var done = await ImportAsync(Write("a.csv", Mixed), "compound", Stated);

        Assert.Equal(1, done.ExitCode);
        Assert.Equal("compounds: 3 rows read, 2 bad. Nothing was recorded.", done.Output.Trim());
        Assert.Contains(done.ErrorLines, l => l.StartsWith("row 3 A-2, households \"很多\": ", StringComparison.Ordinal));
        Assert.Contains(done.ErrorLines, l => l.StartsWith("row 3 A-2, geometry: ", StringComparison.Ordinal) && l.EndsWith("[119.9500000, 31.7100000; EPSG:4490 119.95, 31.71]", StringComparison.Ordinal));
        Assert.Contains(done.ErrorLines, l => l.StartsWith("row 4 A-3, households \"-5\": ", StringComparison.Ordinal));
        Assert.Contains("--skip-bad", done.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal(0L, await CountSitesAsync());
    }

    [Fact]
    public async Task Skip_bad_records_the_good_rows_and_writes_the_others_to_a_file_beside_the_caller()
    {
        var done = await ImportAsync(Write("a.csv", Mixed), "compound", [.. Stated, "--skip-bad"]);

        Assert.Equal(0, done.ExitCode);
        Assert.Equal(["A-1"], (await Source.RowsAsync("SELECT code FROM renewal.site")).Select(r => r[0]));
        var report = await File.ReadAllLinesAsync(PathOf("a.faults.csv"), Cancel);
        Assert.Equal(["row 3 geometry", "row 3 households", "row 4 households"], report.Skip(1).Select(l => l.Split(',')).Select(c => $"row {c[1]} {c[3]}").Order());
    }

    [Fact]
    public async Task The_report_is_a_table_that_a_spreadsheet_opens_with_Chinese_and_without_formulas()
    {
        var report = PathOf("问题.csv");
        var ledger = Mixed.Replace("A-2,\"=cmd|' /C calc'!A0\",很多", "=1+1,名称,=cmd", StringComparison.Ordinal);
        var done = await ImportAsync(Write("a.csv", ledger), "compound", [.. Stated, "--report", report]);

        Assert.Equal(1, done.ExitCode);
        var bytes = await File.ReadAllBytesAsync(report, Cancel);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("kind,row,code,field,value,reason,longitude,latitude,x,y,crs", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("fault,3,'=1+1,households,'=cmd,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("fault,3,'=1+1,geometry,,", StringComparison.Ordinal) && l.EndsWith(",119.95,31.71,119.95,31.71,EPSG:4490", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("fault,4,A-3,households,-5,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_place_of_a_fault_is_told_in_the_coordinate_system_of_the_file_too()
    {
        var done = await ImportAsync(
            Write("a.csv", "code,name_zh,wkt\nA-1,x,\"POLYGON((494000 3508000,494200 3508160,494200 3508000,494000 3508160,494000 3508000))\"\n"),
            "compound", "--encoding", "UTF-8", "--crs", "EPSG:4549");

        Assert.Contains(done.ErrorLines, l => l.Contains("crosses itself", StringComparison.Ordinal) && l.Contains("; EPSG:4549 494100, 35080", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_impossible_change_of_stage_is_refused_with_the_possible_ones()
    {
        await ImportAsync(Write("a.csv", TwoCompounds), "compound", Stated);
        var done = await ImportAsync(Write("b.csv", "项目编号,阶段\nA-1,验收\n"), "compound", "--encoding", "UTF-8");

        Assert.Equal(1, done.ExitCode);
        Assert.Contains(done.ErrorLines, l => l.StartsWith("row 2 A-1, stage", StringComparison.Ordinal) && l.Contains("proposed (申报)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_outline_in_no_town_is_recorded_and_told_for_metres_of_another_zone_lie_in_China_too()
    {
        var done = await ImportAsync(
            Write("a.csv", "code,name_zh,wkt\nA-1,x,\"POLYGON((494000 3508000,494200 3508000,494200 3508200,494000 3508000))\"\n"),
            "compound", "--encoding", "UTF-8", "--crs", "EPSG:4547");

        Assert.Equal(0, done.ExitCode);
        Assert.Contains("row 2 A-1, geometry: The outline lies in no town of the register; check the coordinate system if that is not so.", done.ErrorLines);
    }
}
