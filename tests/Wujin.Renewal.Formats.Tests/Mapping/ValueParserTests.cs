using System.Globalization;
using CsCheck;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Mapping;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Mapping;

public sealed class ValueParserTests
{
    private static PropertyDefinition Property(string name) =>
        RegisterCatalogue.All.SelectMany(c => c.Properties).First(p => p.Name == name);

    private static object? Parsed(string property, object? raw)
    {
        Assert.Null(ValueParser.Parse(Property(property), raw, out var value));
        return value;
    }

    [Theory]
    [InlineData("1234", 1234)]
    [InlineData("1,234", 1234)]
    [InlineData("１２３４", 1234)]
    [InlineData("1,234,567", 1234567)]
    [InlineData(" 120户 ", 120)]
    [InlineData("12栋", 12)]
    [InlineData("1.2万", 12000)]
    [InlineData("120.0", 120)]
    public void Counts_are_read_as_ledgers_write_them(string text, long expected) => Assert.Equal(expected, Parsed("households", text));

    [Theory]
    [InlineData("约120户")]
    [InlineData("120+")]
    [InlineData("12.5")]
    [InlineData("1,23")]
    [InlineData("120-130")]
    [InlineData("许多")]
    [InlineData("120平方米")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_count_is_refused_with_the_value_and_an_example(string text)
    {
        var wrong = ValueParser.Parse(Property("households"), text, out _);

        Assert.Contains(text, wrong, StringComparison.Ordinal);
        Assert.Contains("expected for example 120", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("declared_area_m2", "3亩", "2000")]
    [InlineData("declared_area_m2", "1.5公顷", "15000")]
    [InlineData("declared_area_m2", "800㎡", "800")]
    [InlineData("declared_area_m2", "2万平方米", "20000")]
    [InlineData("land_mu", "2000平方米", "3")]
    [InlineData("budget_wan", "1.2亿元", "12000")]
    [InlineData("budget_wan", "￥50000元", "5")]
    [InlineData("budget_wan", "800万元", "800")]
    [InlineData("pipes_km", "1500米", "1.5")]
    [InlineData("consent_percent", "85%", "85")]
    [InlineData("consent_percent", "85", "85")]
    [InlineData("floor_area_ratio", "150%", "1.5")]
    public void A_unit_behind_a_number_is_converted_to_that_of_the_property(string property, string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Parsed(property, text));

    [Theory]
    [InlineData("budget_wan", "5亩")]
    [InlineData("declared_area_m2", "5万元")]
    [InlineData("land_mu", "5公里")]
    public void A_unit_of_another_kind_is_refused(string property, string text) => Assert.NotNull(ValueParser.Parse(Property(property), text, out _));

    [Theory]
    [InlineData("2024-05-01", "2024-05-01")]
    [InlineData("2024/5/1", "2024-05-01")]
    [InlineData("2024.5.1", "2024-05-01")]
    [InlineData("2024年5月1日", "2024-05-01")]
    [InlineData("２０２４年５月１日", "2024-05-01")]
    [InlineData("20240501", "2024-05-01")]
    [InlineData("2024年5月", "2024-05-01")]
    [InlineData("2024.05", "2024-05-01")]
    [InlineData("202405", "2024-05-01")]
    [InlineData("2024/5/1 0:00:00", "2024-05-01")]
    [InlineData("45413", "2024-05-01")]
    public void Dates_are_read_as_ledgers_write_them(string text, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, CultureInfo.InvariantCulture), Parsed("planned_start", text));

    [Fact]
    public void Numbers_of_Excel_are_dates_by_its_calendar()
    {
        Assert.Equal(new DateOnly(2024, 5, 1), Parsed("planned_start", 45413L));
        Assert.Equal(new DateOnly(2024, 5, 1), Parsed("planned_start", 20240501L));
        Assert.Equal(new DateOnly(2024, 5, 1), Parsed("planned_start", new DateTime(2024, 5, 1)));
    }

    [Fact]
    public void The_month_of_a_finish_ends_with_its_last_day() => Assert.Equal(new DateOnly(2024, 2, 29), Parsed("planned_finish", "2024年2月"));

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("2024-13-01")]
    [InlineData("5/1/2024")]
    [InlineData("24.5.1")]
    [InlineData("20215-01-01")]
    [InlineData("2024年底")]
    [InlineData("2024")]
    public void What_is_no_date_is_refused_with_an_example(string text) =>
        Assert.Contains("2024-05-01", ValueParser.Parse(Property("planned_start"), text, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("是", true)]
    [InlineData("√", true)]
    [InlineData("有", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("否", false)]
    [InlineData("×", false)]
    [InlineData("无", false)]
    [InlineData("0", false)]
    public void Yes_and_no_have_many_spellings(string text, bool expected) => Assert.Equal(expected, Parsed("is_standard_land", text));

    [Theory]
    [InlineData("stage", "施工", "construction")]
    [InlineData("stage", "施工中", "construction")]
    [InlineData("stage", "已竣工", "completed")]
    [InlineData("stage", "申报阶段", "proposed")]
    [InlineData("stage", "Approved", "approved")]
    [InlineData("renovation_class", "完善类", "improvement")]
    public void Codes_are_found_by_their_labels(string property, string text, string code) => Assert.Equal(code, Parsed(property, text));

    [Fact]
    public void An_unknown_code_is_refused_with_the_list() =>
        Assert.Contains("基础类 (basic)", ValueParser.Parse(Property("renovation_class"), "豪华类", out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("households", "—")]
    [InlineData("households", "待定")]
    [InlineData("approval_no", "无")]
    [InlineData("planned_start", "/")]
    [InlineData("stage", "")]
    [InlineData("is_standard_land", "")]
    public void Signs_of_nothing_are_null(string property, string text) => Assert.Null(Parsed(property, text));

    [Fact]
    public void A_number_becomes_text_where_text_is_meant() => Assert.Equal("320412001", Parsed("code", 320412001L));

    [Fact]
    public void Every_decimal_written_with_thousand_separators_reads_back() =>
        Gen.Decimal[-1_000_000_000m, 1_000_000_000m].Select(d => Math.Round(d, 4)).Sample(number =>
            Assert.Equal(number, Parsed("budget_wan", number.ToString("#,##0.####", CultureInfo.InvariantCulture))));

    [Fact]
    public void Every_day_reads_back_in_every_spelling() =>
        Gen.Int[0, 109_000].Select(n => new DateOnly(1900, 1, 1).AddDays(n)).Sample(day =>
        {
            foreach (var format in (string[])["yyyy-MM-dd", "yyyy/M/d", "yyyy.MM.dd", "yyyy年M月d日", "yyyyMMdd"])
            {
                Assert.Equal(day, Parsed("planned_start", day.ToString(format, CultureInfo.InvariantCulture)));
            }
        });
}
