using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Versions;
using Wujin.Renewal.Store.Writing;
using Wujin.Renewal.Testing.Database;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Writing;

public sealed class FeatureWriterTests : IAsyncLifetime
{
    private static readonly CollectionDefinition Compounds = RegisterCatalogue.Compounds;
    private static readonly WriteNote Zhang = new("张三", "测试");

    private TestDatabase _database = null!;
    private FeatureWriter _writer = null!;
    private FeatureSnapshots _snapshots = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _writer = new FeatureWriter(_database.DataSource);
        _snapshots = new FeatureSnapshots(_database.DataSource);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<FeatureSnapshot> CurrentAsync(CollectionDefinition collection, string code)
    {
        var snapshot = await _snapshots.CurrentAsync(collection, code, default);
        Assert.NotNull(snapshot);
        return snapshot;
    }

    public static TheoryData<string, FeatureDraft> OneOfEach() => new()
    {
        { "compounds", Drafts.Compound("x", ("budget_wan", 1200.50m), ("households", 320L), ("planned_start", new DateOnly(2026, 3, 1)), ("renovation_class", "basic")) },
        { "industrial-parks", Drafts.Of(Drafts.Square(), ("code", "x"), ("name_zh", "园区"), ("floor_area_ratio", 1.25m), ("is_standard_land", true)) },
        { "selfbuild-zones", Drafts.Of(null, ("code", "x"), ("name_zh", "自建区"), ("village", "南宅村"), ("storeys_limit", 3L)) },
        { "towns", Drafts.Of(Drafts.Square(), ("code", "x"), ("name_zh", "湖塘镇"), ("accuracy_m", 1500.0), ("is_schematic", true)) },
        { "places", Drafts.Of(new Point(119.9512345678, 31.7) { SRID = 4490 }, ("code", "x"), ("name_zh", "常州"), ("role", "main-urban-area")) },
        { "platforms", Drafts.Of(new Point(119.95, 31.7) { SRID = 4490 }, ("code", "x"), ("name_zh", "平台")) },
        { "constraint-areas", Drafts.Of(Drafts.Square(), ("code", "x"), ("name_zh", "基本农田"), ("type", "farmland")) },
        { "tiers", Drafts.Of(null, ("code", "x"), ("name_zh", "30 分钟"), ("limit_minutes", 30L), ("origin_code", "o"), ("destination_roles", new[] { "town", "platform" })) },
    };

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public async Task A_feature_of_every_collection_is_read_back_as_it_was_written(string collectionId, FeatureDraft draft)
    {
        var collection = RegisterCatalogue.Find(collectionId)!;

        Assert.Equal(1, await _writer.InsertAsync(collection, draft, Zhang, default));

        var written = await CurrentAsync(collection, "x");
        Assert.All(draft.Values, given => Assert.Equal(given.Value, written.Values[given.Key]));
        Assert.Equal("张三", written.Values["updated_by"]);
        Assert.Equal(draft.Geometry?.AsBinary(), written.Geometry?.AsBinary());
    }

    [Fact]
    public async Task An_update_writes_what_changed_and_leaves_the_rest()
    {
        await _writer.InsertAsync(Compounds, Drafts.Compound("a", ("households", 320L), ("year_built", 1995L)), Zhang, default);
        var seen = await CurrentAsync(Compounds, "a");

        var version = await _writer.UpdateAsync(
            seen, new Dictionary<string, object?> { ["households"] = null, ["is_demo"] = null, ["name_zh"] = "新名" }, null, Zhang, default);

        var after = await CurrentAsync(Compounds, "a");
        Assert.Equal(2, version);
        Assert.Equal((2L, "新名", null, 1995L, false), (after.Version, after.Values["name_zh"], after.Values["households"], after.Values["year_built"], after.Values["is_demo"]));
        Assert.Equal(seen.Geometry, after.Geometry);
    }

    [Fact]
    public async Task A_stale_update_and_a_stale_delete_write_nothing()
    {
        await _writer.InsertAsync(Compounds, Drafts.Compound("a"), Zhang, default);
        var seen = await CurrentAsync(Compounds, "a");
        await _writer.UpdateAsync(seen, new Dictionary<string, object?> { ["name_zh"] = "first" }, null, Zhang, default);

        Assert.Null(await _writer.UpdateAsync(seen, new Dictionary<string, object?> { ["name_zh"] = "second" }, null, Zhang, default));
        Assert.Null(await _writer.DeleteAsync(seen, Zhang, default));
        Assert.Equal("first", (await CurrentAsync(Compounds, "a")).Values["name_zh"]);
    }

    [Fact]
    public async Task A_code_that_was_deleted_goes_on_counting_its_versions()
    {
        await _writer.InsertAsync(Compounds, Drafts.Compound("a"), Zhang, default);

        Assert.Equal(2, await _writer.DeleteAsync(await CurrentAsync(Compounds, "a"), Zhang, default));
        Assert.Null(await _snapshots.CurrentAsync(Compounds, "a", default));
        Assert.Equal(3, await _writer.InsertAsync(Compounds, Drafts.Compound("a"), Zhang, default));
        Assert.Null(await _snapshots.AtVersionAsync(Compounds, "a", 2, default));
        Assert.Equal("清英新村", (await _snapshots.AtVersionAsync(Compounds, "a", 1, default))!.Values["name_zh"]);
    }

    [Fact]
    public async Task What_the_database_refuses_says_why_and_leaves_nothing()
    {
        await _writer.InsertAsync(Compounds, Drafts.Compound("a"), Zhang, default);

        var taken = await Assert.ThrowsAsync<WriteRefusedException>(() => _writer.InsertAsync(RegisterCatalogue.SelfBuildZones, Drafts.Compound("a"), Zhang, default));
        var broken = await Assert.ThrowsAsync<WriteRefusedException>(() => _writer.InsertAsync(Compounds, Drafts.Compound("b", ("consent_percent", 101m)), Zhang, default));

        Assert.Equal(WriteRefusalKind.DuplicateCode, taken.Kind);
        Assert.Equal((WriteRefusalKind.RuleBroken, "site_compound_ranges"), (broken.Kind, broken.Constraint));
        Assert.Null(await _snapshots.CurrentAsync(Compounds, "b", default));
    }

    [Fact]
    public async Task A_hundred_times_two_writers_at_once_have_one_winner()
    {
        await _writer.InsertAsync(Compounds, Drafts.Compound("a", ("households", 0L)), Zhang, default);
        for (var round = 1; round <= 100; round++)
        {
            var seen = await CurrentAsync(Compounds, "a");
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(writer => Task.Run(() => _writer.UpdateAsync(
                seen, new Dictionary<string, object?> { ["households"] = round * 10L + writer }, null, Zhang, default))));

            var winner = Assert.Single(Enumerable.Range(0, 2), i => outcomes[i] is not null);
            Assert.Equal(round + 1, outcomes[winner]);
            Assert.Equal(round * 10L + winner, (await CurrentAsync(Compounds, "a")).Values["households"]);
        }

        var versions = await new VersionStore(_database.DataSource).ListAsync(Compounds, "a", null, 1000, default);
        Assert.Equal(Enumerable.Range(1, 101).Reverse().Select(v => (long)v), versions.Select(v => v.Version));
    }

    [Fact]
    public async Task The_history_names_who_why_and_what_changed()
    {
        await _writer.InsertAsync(Compounds, Drafts.Compound("a"), Zhang, default);
        await _writer.UpdateAsync(
            await CurrentAsync(Compounds, "a"), new Dictionary<string, object?> { ["households"] = 12L }, new GeometryChange(Drafts.Square(1)),
            new WriteNote("李四", null, IsOverwrite: true), default);
        await _writer.DeleteAsync(await CurrentAsync(Compounds, "a"), Zhang, default);

        var versions = await new VersionStore(_database.DataSource).ListAsync(Compounds, "a", null, 10, default);

        Assert.Equal([VersionOperation.Delete, VersionOperation.Update, VersionOperation.Insert], versions.Select(v => v.Operation));
        Assert.Equal(("李四", null, true), (versions[1].Actor, versions[1].Reason, versions[1].IsOverwrite));
        Assert.Equal(("张三", "测试", false), (versions[2].Actor, versions[2].Reason, versions[2].IsOverwrite));
        Assert.Equal(["area_m2", "geometry", "households"], versions[1].Changed.Order());
        Assert.Empty(await new VersionStore(_database.DataSource).ListAsync(RegisterCatalogue.IndustrialParks, "a", null, 10, default));
    }

    [Fact]
    public async Task Area_gained_and_lost_is_measured_on_the_ground()
    {
        var difference = await new VersionStore(_database.DataSource).CompareAsync(Drafts.Square(), Shifted(0.005), default);
        var nothing = await new VersionStore(_database.DataSource).CompareAsync(Drafts.Square(), Drafts.Square(), default);
        var all = await new VersionStore(_database.DataSource).CompareAsync(null, Drafts.Square(), default);

        // 0.005° × 0.01° at 31.705° N: 6,371.0088 km sphere gives 473.0 m × 1,111.9 m; the ellipsoid differs by less than half a percent.
        Assert.Equal(525_900, difference.GainedM2, 525_900 * 0.005);
        Assert.Equal(difference.GainedM2, difference.LostM2, 5.0);
        Assert.Equal((null, 0.0, null, 0.0), (nothing.Gained, nothing.GainedM2, nothing.Lost, nothing.LostM2));
        Assert.Equal(2 * 525_900, all.GainedM2, 2 * 525_900 * 0.005);
        Assert.Null(all.Lost);
    }

    private static Geometry Shifted(double degrees)
    {
        var moved = Drafts.Square().Copy();
        moved.Apply(new NetTopologySuite.Geometries.Utilities.AffineTransformation(1, 0, degrees, 0, 1, 0));
        return moved;
    }
}
