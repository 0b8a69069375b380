using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Import;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Import;

/// <summary>An office puts its own towns, places, platforms and constraint areas in the place of schematic ones.</summary>
public sealed class LoadingReferenceDataTests : LoaderTest
{
    private static readonly CollectionDefinition Towns = RegisterCatalogue.Towns;

    [Fact]
    public async Task Towns_that_replace_others_give_every_site_its_new_town_in_one_version()
    {
        await MakeTownsAsync();
        await LoadAsync(RegisterCatalogue.Compounds, Row(1, "A", 0), Row(2, "B", 60));
        ImportRow[] rows = [Town(1, "WEST", "西街道", 119.90, 119.92), Town(2, "NORTH", "北街道", 119.92, 120.1)];
        var outcome = await LoadAsync(Request(Towns, rows) with { ReplacesCollection = true }, rows);

        Assert.Equal((1, 1, 1), (outcome.Inserted, outcome.Updated, outcome.Deleted));
        Assert.Equal(
            ["A NORTH 北街道 2", "B NORTH 北街道 2"],
            (await Source.RowsAsync("SELECT concat_ws(' ', code, town_code, town_name, version) FROM renewal.site ORDER BY code")).Select(r => r[0]));
        Assert.Equal(4L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site_version"));
        Assert.Equal("D", await Source.ScalarAsync<string>("SELECT operation::text FROM renewal.town_version WHERE code = 'EAST' ORDER BY recorded_version DESC LIMIT 1"));
    }

    [Fact]
    public async Task Without_replacing_the_other_towns_stay()
    {
        await MakeTownsAsync();
        var outcome = await LoadAsync(Towns, Town(1, "WEST", "西街道", 119.9, 120.0));

        Assert.Equal((1, 0), (outcome.Updated, outcome.Deleted));
        Assert.Equal(["东镇", "西街道"], (await Source.RowsAsync("SELECT name_zh FROM renewal.town ORDER BY code")).Select(r => r[0]));
        Assert.Equal("西街道", await Source.ScalarAsync<string>("SELECT DISTINCT town_name FROM renewal.town_part WHERE town_code = 'WEST'"));
    }

    [Fact]
    public async Task A_bad_row_keeps_a_replacement_from_deleting_anything()
    {
        await MakeTownsAsync();
        ImportRow[] rows = [Town(1, "NEW", "新镇", 119.9, 120.0), new(2, new(new Dictionary<string, object?> { ["code"] = "X" }, null), [new(2, "X", Fault.OfGeometry("broken"))])];
        var outcome = await LoadAsync(Request(Towns, rows) with { ReplacesCollection = true }, rows);

        Assert.False(outcome.IsCommitted);
        Assert.Equal(["EAST", "WEST"], (await Source.RowsAsync("SELECT code FROM renewal.town ORDER BY code")).Select(r => r[0]));
    }

    [Fact]
    public async Task An_empty_file_replaces_nothing()
    {
        await MakeTownsAsync();
        var outcome = await LoadAsync(Request(Towns, Town(1, "A", "A", 119, 120)) with { ReplacesCollection = true });
        Assert.Contains("would delete them all", Assert.Single(outcome.Faults).Fault.Detail, StringComparison.Ordinal);
        Assert.Equal(2L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.town"));
    }

    [Fact]
    public async Task Sites_are_never_replaced_by_a_file() => await Assert.ThrowsAsync<ArgumentException>(() =>
        LoadAsync(Request(RegisterCatalogue.Compounds, Row(1, "A")) with { ReplacesCollection = true }, Row(1, "A")));

    [Fact]
    public async Task Places_platforms_and_constraint_areas_go_to_their_tables()
    {
        await LoadAsync(RegisterCatalogue.Places, At("P", ("role", "town"), ("accuracy_m", 50.0), ("is_schematic", null)));
        await LoadAsync(RegisterCatalogue.Platforms, At("F", ("role", "platform")));
        await LoadAsync(RegisterCatalogue.ConstraintAreas, Row(1, "K", 0, ("type", "farmland")));

        Assert.Equal(["P", 50.0, false], (await Source.RowsAsync("SELECT code, accuracy_m, is_schematic FROM renewal.place"))[0]);
        Assert.Equal(["F", "platform"], (await Source.RowsAsync("SELECT code, role FROM renewal.platform"))[0]);
        Assert.Equal(["K", true], (await Source.RowsAsync("SELECT code, area_m2 > 10000 FROM renewal.constraint_area"))[0]);
    }

    [Fact]
    public async Task A_new_place_without_a_position_is_refused_and_a_known_one_keeps_its_own()
    {
        await LoadAsync(RegisterCatalogue.Places, At("P"));
        var outcome = await LoadAsync(RegisterCatalogue.Places, LedgerRow(1, "P", ("role", "town")), LedgerRow(2, "Q", ("role", "town")));
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal((2L, "Q has no geometry; every feature of places needs one."), (fault.Row, fault.Fault.Detail));
        Assert.Equal(1, (await LoadAsync(RegisterCatalogue.Places, LedgerRow(1, "P", ("role", "town")))).Updated);
    }

    private static ImportRow At(string code, params (string, object?)[] values) =>
        new(1, LedgerRow(1, code, values).Draft with { Geometry = Shape("POINT(119.95 31.7)") }, []);

    private static ImportRow Town(long number, string code, string name, double west, double east)
    {
        var outline = FormattableString.Invariant($"POLYGON(({west} 31.6, {east} 31.6, {east} 31.8, {west} 31.8, {west} 31.6))");
        return new(number, new(new Dictionary<string, object?> { ["code"] = code, ["name_zh"] = name, ["is_schematic"] = false }, Shape(outline)), []);
    }
}
