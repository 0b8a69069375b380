using Wujin.Renewal.Store.Import;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Import;

/// <summary>What ledgers write for a town.</summary>
public sealed class TownNamesTests
{
    private static readonly TownNames Towns = new([("320412100", "湖塘镇"), ("320412001", "丁堰街道"), ("320412101", "前黄镇"), ("320412002", "前黄街道"), ("320412003", "湖塘")]);

    [Theory]
    [InlineData("320412100", "320412100")]
    [InlineData(" 丁堰街道 ", "320412001")]
    [InlineData("丁堰", "320412001")]
    [InlineData("丁堰街道办事处", "320412001")]
    [InlineData("湖塘镇", "320412100")]
    public void A_town_is_found_by_code_name_and_short_name(string text, string code) => Assert.Equal(code, Towns.Find(text));

    [Fact]
    public void A_short_name_that_two_towns_share_names_neither() => Assert.Null(Towns.Find("前黄"));

    [Fact]
    public void A_whole_name_goes_before_another_one_shortened() => Assert.Equal("320412003", Towns.Find("湖塘"));

    [Fact]
    public void A_town_elsewhere_is_not_found() => Assert.Null(Towns.Find("虹桥镇"));
}
