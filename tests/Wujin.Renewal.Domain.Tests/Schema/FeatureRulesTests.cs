using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Schema;

public sealed class FeatureRulesTests
{
    private static readonly Geometry Outline = new WKTReader().Read("POLYGON((119.94 31.70, 119.95 31.70, 119.95 31.71, 119.94 31.70))");

    private static IReadOnlyList<Fault> Check(Geometry? geometry, params (string Name, object? Value)[] values) =>
        CheckIn(RegisterCatalogue.Compounds, geometry, [("code", "C-1"), ("name_zh", "清英新村"), .. values]);

    private static IReadOnlyList<Fault> CheckIn(CollectionDefinition collection, Geometry? geometry, params (string Name, object? Value)[] values)
    {
        Dictionary<string, object?> all = [];
        foreach (var (name, value) in values)
        {
            all[name] = value;
        }

        return FeatureRules.Check(collection, new FeatureDraft(all, geometry));
    }

    private static void OneFault(IReadOnlyList<Fault> faults, string pointer, string words)
    {
        var fault = Assert.Single(faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(words, fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compound_with_sound_values_has_no_fault() => Assert.Empty(Check(
        Outline, ("stage", "construction"), ("plan_year", 2026L), ("budget_wan", 1200.5m), ("planned_start", new DateOnly(2026, 3, 1)), ("is_demo", true)));

    [Fact]
    public void All_faults_of_a_feature_are_reported_at_once()
    {
        var faults = CheckIn(
            RegisterCatalogue.IndustrialParks, null,
            ("code", "a/b"), ("stage", "approved"), ("floor_area_ratio", -1m), ("action", "blow-up"), ("planned_start", new DateOnly(2026, 3, 1)),
            ("planned_finish", new DateOnly(2025, 3, 1)), ("colour", "red"));

        Assert.Equal(
            ["/properties/code", "/properties/name_zh", "/properties/floor_area_ratio", "/properties/action", "/properties/colour", "/properties/planned_finish", "/geometry"],
            faults.Select(f => f.Pointer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_required_name_must_not_be_empty(string? name) =>
        OneFault(CheckIn(RegisterCatalogue.Compounds, Outline, ("code", "C-1"), ("name_zh", name)), "/properties/name_zh", "required");

    [Theory]
    [InlineData("a b")]
    [InlineData("a　b")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("50%")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("..")]
    public void A_code_that_cannot_stand_in_a_URL_is_refused(string code) => Assert.NotNull(ValueRules.CheckCode(code));

    [Theory]
    [InlineData("WJ-湖塘-001")]
    [InlineData("320412100")]
    [InlineData("a.b_c~d")]
    public void A_code_may_hold_Chinese_letters_digits_and_dashes(string code) => Assert.Null(ValueRules.CheckCode(code));

    [Fact]
    public void A_code_has_at_most_64_characters()
    {
        Assert.Null(ValueRules.CheckCode(new string('9', 64)));
        Assert.NotNull(ValueRules.CheckCode(new string('9', 65)));
    }

    [Theory]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\u001Bb", "U+001B")]
    public void Text_that_cannot_be_stored_is_refused(string text, string words) =>
        OneFault(Check(Outline, ("responsible_unit", text)), "/properties/responsible_unit", words);

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void Half_a_surrogate_pair_is_refused(int half) =>
        OneFault(Check(Outline, ("responsible_unit", "a" + (char)half)), "/properties/responsible_unit", "surrogate");

    [Fact]
    public void Rare_characters_beyond_the_basic_plane_and_line_breaks_are_text() => Assert.Empty(Check(Outline, ("responsible_unit", "𠀋村\n二组")));

    [Fact]
    public void Text_longer_than_the_property_allows_is_refused() =>
        OneFault(Check(Outline, ("approval_no", new string('武', 101))), "/properties/approval_no", "at most 100");

    [Theory]
    [InlineData(1899, 12, 31, false)]
    [InlineData(1900, 1, 1, true)]
    [InlineData(2200, 12, 31, true)]
    [InlineData(2201, 1, 1, false)]
    public void Dates_lie_between_1900_and_2200(int year, int month, int day, bool isTaken) =>
        Assert.Equal(isTaken, Check(Outline, ("planned_start", new DateOnly(year, month, day))).Count == 0);

    [Theory]
    [InlineData("planned_start", "planned_finish")]
    [InlineData("actual_start", "actual_finish")]
    public void A_finish_before_its_start_is_refused_and_the_same_day_is_not(string start, string finish)
    {
        OneFault(Check(Outline, (start, new DateOnly(2026, 5, 2)), (finish, new DateOnly(2026, 5, 1))), "/properties/" + finish, "before");
        Assert.Empty(Check(Outline, (start, new DateOnly(2026, 5, 2)), (finish, new DateOnly(2026, 5, 2))));
    }

    [Theory]
    [InlineData("funding_state_wan")]
    [InlineData("funding_province_wan")]
    [InlineData("funding_local_wan")]
    [InlineData("funding_private_wan")]
    public void Funding_is_never_negative(string name) => OneFault(Check(Outline, (name, -0.01m)), "/properties/" + name, "between 0 and");

    [Theory]
    [InlineData(null, true)]
    [InlineData("surveyed", true)]
    [InlineData("proposed", false)]
    [InlineData("accepted", false)]
    public void Only_a_surveyed_site_may_lack_its_outline(string? stage, bool isTaken) =>
        Assert.Equal(isTaken, Check(null, ("stage", stage)).Count == 0);

    [Fact]
    public void A_place_always_needs_its_point() =>
        OneFault(CheckIn(RegisterCatalogue.Places, null, ("code", "p"), ("name_zh", "湖塘镇")), "/geometry", "needs a geometry");

    [Fact]
    public void A_value_of_the_wrong_type_is_a_fault_not_a_crash() =>
        OneFault(Check(Outline, ("households", "many")), "/properties/households", "wrong type");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    [InlineData(-1.0)]
    public void A_number_out_of_bounds_or_not_finite_is_refused(double metres)
    {
        var point = new Point(119.94, 31.7);

        var faults = CheckIn(RegisterCatalogue.Places, point, ("code", "p"), ("name_zh", "湖塘镇"), ("accuracy_m", metres));

        Assert.Equal("/properties/accuracy_m", Assert.Single(faults).Pointer);
    }
}
