using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Mapping;
using Wujin.Renewal.Testing.Workbooks;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Ledgers;

public sealed class ExcelFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SourceFile Open(object?[][] rows, params string[] merges) => SourceFile.Open(_folder.Write("台账.xlsx", TestWorkbook.Of(rows, merges)));

    [Fact]
    public void A_ledger_of_an_office_is_read_from_under_its_title_and_without_its_totals()
    {
        using var source = Open(
        [
            ["武进区老旧小区改造台账"],
            ["填报单位：武进区住建局", null, null, null, "单位：万元"],
            ["序号", "项目编号", "小区名称", "所属镇街", "总投资\n（万元）", "户数", "计划开工", "同意率"],
            [1, "WJ-001", "清英新村", "湖塘镇", 1234.5, "1,200", new DateOnly(2024, 5, 1), new TestWorkbook.Percent(0.85)],
            [],
            [2, "WJ-002", "　人民新村 ", "湖塘", "８００", 96, "2024年5月", "92%"],
            ["合　计", null, null, null, 2034.5, 1296],
            ["注：数据截至2024年底"],
        ], "A1:H1");
        var mapping = ColumnMapping.Create(RegisterCatalogue.Compounds, source.Fields);
        var builder = new DraftBuilder(mapping, source.Crs);
        var drafts = source.Rows().Select(builder.Build).ToList();

        Assert.Equal(["序号", "项目编号", "小区名称", "所属镇街", "总投资（万元）", "户数", "计划开工", "同意率"], source.Fields.Select(f => f.Name));
        Assert.Equal([4L, 6L], drafts.Select(d => d.Number));
        Assert.All(drafts, d => Assert.Empty(d.Faults));
        Assert.Equal([7L, 8L], source.Skipped.Select(s => s.Number));
        Assert.Equal(["序号"], mapping.Unmapped.Select(f => f.Name));
        Assert.Empty(mapping.Missing);
        var first = drafts[0].Draft.Values;
        Assert.Equal(
            ["WJ-001", "清英新村", "湖塘镇", 1234.5m, 1200L, new DateOnly(2024, 5, 1), 85m],
            ((string[])["code", "name_zh", "town_name", "budget_wan", "households", "planned_start", "consent_percent"]).Select(n => first[n]));
        var second = drafts[1].Draft.Values;
        Assert.Equal(
            ["人民新村", 800m, 96L, new DateOnly(2024, 5, 1), 92m],
            ((string[])["name_zh", "budget_wan", "households", "planned_start", "consent_percent"]).Select(n => second[n]));
    }

    [Fact]
    public void A_header_of_two_rows_with_merged_groups_gives_each_column_its_own_name()
    {
        using var source = Open(
        [
            ["编号", "名称", "资金来源（万元）", null, null, "责任单位"],
            [null, null, "中央资金", "省级资金", "社会资金", null],
            ["P-1", "遥观工业园", 10, 20, 30, "镇政府"],
        ], "A1:A2", "B1:B2", "C1:E1", "F1:F2");

        Assert.Equal(["编号", "名称", "中央资金", "省级资金", "社会资金", "责任单位"], source.Fields.Select(f => f.Name));
        Assert.Equal(["P-1", "遥观工业园", 10L, 20L, 30L, "镇政府"], Assert.Single(source.Rows()).Values);
    }

    [Fact]
    public void A_header_that_is_printed_again_on_every_page_is_no_record()
    {
        using var source = Open([["编号", "名称"], ["1", "甲"], ["编号", "名称"], ["2", "乙"]]);

        Assert.Equal(["甲", "乙"], source.Column("名称"));
        Assert.Equal([new SkippedRow(3, "the header again")], source.Skipped);
    }

    [Fact]
    public void Of_several_worksheets_the_first_with_content_is_read_and_the_others_are_named()
    {
        var path = _folder.Write("b.xlsx", TestWorkbook.Of(("空表", [], []), ("小区", [["编号", "名称"], ["1", "甲"]], []), ("园区", [["编号", "名称"], ["2", "乙"]], [])));
        using var source = SourceFile.Open(path);
        using var other = SourceFile.Open(path, new() { Layer = "园区" });

        Assert.Equal(["甲"], source.Column("名称"));
        Assert.Contains("园区", Assert.Single(source.Notices), StringComparison.Ordinal);
        Assert.Equal(["乙"], other.Column("名称"));
        Assert.Contains("小区", Assert.Throws<SourceFileException>(() => SourceFile.Open(path, new() { Layer = "没有" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_with_an_Excel_error_is_a_fault_of_its_row()
    {
        using var source = Open([["编号", "名称", "户数"], ["1", "甲", new TestWorkbook.CellError("#DIV/0!")], ["2", "乙", 5]]);
        var rows = source.Rows().ToList();

        Assert.Contains("C2", Assert.Single(rows[0].Faults).Detail, StringComparison.Ordinal);
        Assert.Empty(rows[1].Faults);
    }

    [Fact]
    public void True_and_dates_keep_their_types()
    {
        using var source = Open([["编号", "名称", "标准地", "开工日期"], ["1", "甲", true, new DateOnly(2024, 5, 1)]]);

        Assert.Equal(["1", "甲", true, new DateTime(2024, 5, 1)], Assert.Single(source.Rows()).Values);
    }

    [Fact]
    public void A_column_of_vertices_becomes_an_outline_in_zone_4549()
    {
        using var source = Open([["编号", "名称", "界址点坐标"], ["1", "甲", "J1,3508000.5,494000.25；J2,3508000.5,494100；J3,3508100，494100；J4,3508100,494000.25"], ["2", "乙", null]]);
        var rows = source.Rows().ToList();

        Assert.Equal(["编号", "名称"], source.Fields.Select(f => f.Name));
        Assert.Equal("POLYGON ((494000.25 3508000.5, 494100 3508000.5, 494100 3508100, 494000.25 3508100, 494000.25 3508000.5))", rows[0].Geometry!.AsText());
        Assert.Null(rows[1].Geometry);
        Assert.Equal((CrsOrigin.Format, "EPSG:4549"), (source.Crs.Origin, source.Crs.System!.Code));
    }
}
