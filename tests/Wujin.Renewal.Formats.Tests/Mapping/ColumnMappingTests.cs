using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Mapping;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Mapping;

public sealed class ColumnMappingTests
{
    private static ColumnMapping Map(CollectionDefinition collection, string[] fields, params string[] instructions) =>
        ColumnMapping.Create(collection, [.. fields.Select(f => new SourceField(f, FieldType.Text))], instructions);

    private static IEnumerable<string> Pairs(ColumnMapping mapping) => mapping.Mapped.Select(m => $"{m.Field.Name}>{m.Property.Name}");

    [Fact]
    public void Columns_are_found_by_name_title_and_alias_whatever_their_width_brackets_and_case()
    {
        var mapping = Map(RegisterCatalogue.Compounds, ["CODE", "小区名称", "总投资(万元)", "*楼栋数：", "户 数", "Floor Area", "颜色"]);

        Assert.Equal(["CODE>code", "小区名称>name_zh", "总投资(万元)>budget_wan", "*楼栋数：>buildings", "户 数>households", "Floor Area>floor_area_m2"], Pairs(mapping));
        Assert.Equal(["颜色"], mapping.Unmapped.Select(f => f.Name));
        Assert.Empty(mapping.Errors);
    }

    [Fact]
    public void An_exact_name_goes_before_an_alias()
    {
        var mapping = Map(RegisterCatalogue.Compounds, ["id", "code", "name_zh"]);

        Assert.Equal(["code>code", "name_zh>name_zh"], Pairs(mapping));
        Assert.Equal(["id"], mapping.Unmapped.Select(f => f.Name));
    }

    [Fact]
    public void Area_in_mu_and_area_in_square_metres_are_different_columns()
    {
        var mapping = Map(RegisterCatalogue.IndustrialParks, ["编号", "名称", "用地面积（亩）", "用地面积"]);

        Assert.Contains("用地面积（亩）>land_mu", Pairs(mapping));
        Assert.Contains("用地面积>declared_area_m2", Pairs(mapping));
    }

    [Fact]
    public void Two_columns_for_one_property_are_an_error_that_shows_the_way_out()
    {
        var error = Assert.Single(Map(RegisterCatalogue.Compounds, ["编号", "小区名称", "项目名称"]).Errors);

        Assert.Contains("\"小区名称\"", error, StringComparison.Ordinal);
        Assert.Contains("--map 'name_zh=…'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_told_goes_before_what_is_found()
    {
        var mapping = Map(RegisterCatalogue.Compounds, ["编号", "小区名称", "项目名称", "甲"], "name_zh=项目名称,户数=甲");

        Assert.Empty(mapping.Errors);
        Assert.Equal(["编号>code", "项目名称>name_zh", "甲>households"], Pairs(mapping));
        Assert.Equal(["小区名称"], mapping.Unmapped.Select(f => f.Name));
    }

    [Fact]
    public void One_column_may_give_two_properties() =>
        Assert.Equal(["名称>code", "名称>name_zh"], Pairs(Map(RegisterCatalogue.Places, ["名称"], "code=名称,name_zh=名称")));

    [Fact]
    public void A_property_can_be_left_out() => Assert.DoesNotContain("户数>households", Pairs(Map(RegisterCatalogue.Compounds, ["编号", "名称", "户数"], "households=")));

    [Theory]
    [InlineData("colour=名称", "no property \"colour\"")]
    [InlineData("name_zh=别名", "no field \"别名\"")]
    [InlineData("name_zh", "target=source")]
    [InlineData("name_zh=名称,name_zh=编号", "twice")]
    public void Wrong_instructions_are_errors(string instruction, string words) =>
        Assert.Contains(words, Assert.Single(Map(RegisterCatalogue.Compounds, ["编号", "名称"], instruction).Errors), StringComparison.Ordinal);

    [Fact]
    public void What_the_register_keeps_itself_is_known_and_not_read()
    {
        var mapping = Map(RegisterCatalogue.Compounds, ["code", "name_zh", "area_m2", "version", "所属镇街"]);

        Assert.Equal(["area_m2", "version"], mapping.KeptByRegister.Select(m => m.Property.Name));
        Assert.Contains("所属镇街>town_name", Pairs(mapping));
    }

    [Fact]
    public void Required_properties_that_no_column_gives_are_named() =>
        Assert.Equal(["code", "name_zh"], Map(RegisterCatalogue.Compounds, ["户数"]).Missing.Select(p => p.Name));
}
