using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Stages;
using Wujin.Renewal.Store.Writing;
using Wujin.Renewal.Testing.Database;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Writing;

public sealed class StageStoreTests : IAsyncLifetime
{
    private static readonly WriteNote Zhang = new("张三", "批文下达");

    private TestDatabase _database = null!;
    private StageStore _stages = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _stages = new StageStore(_database.DataSource);
        await new FeatureWriter(_database.DataSource).InsertAsync(
            RegisterCatalogue.Compounds, Drafts.Compound("a", ("stage_date", new DateOnly(2024, 1, 5))), Zhang, default);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<StageHistory> ReadAsync()
    {
        var history = await _stages.ReadAsync(SiteKind.Compound, "a", default);
        Assert.NotNull(history);
        return history;
    }

    [Fact]
    public async Task A_move_is_an_event_and_a_correction_retracts_and_replaces_it()
    {
        await _stages.MoveAsync(await ReadAsync(), "proposed", new DateOnly(2024, 6, 1), Zhang, default);
        await _stages.MoveAsync(await ReadAsync(), "proposed", new DateOnly(2024, 6, 3), Zhang with { Reason = "日期更正" }, default);

        var history = await ReadAsync();
        Assert.Equal((3L, "proposed", new DateOnly(2024, 6, 3)), (history.Version, history.Stage, history.StageDate));
        Assert.Equal(["approved", "cancelled", "surveyed", "suspended"], history.Next.Order());
        Assert.Equal([("proposed", 3), ("surveyed", 5)], history.Standing.Select(e => (e.Stage, e.EffectiveDate.Day)));
        Assert.Equal("日期更正", Assert.Single(history.Events, e => e.Retracted is not null).Retracted!.Reason);
    }

    [Fact]
    public async Task Two_moves_on_the_same_day_keep_their_order()
    {
        var day = new DateOnly(2024, 6, 1);
        await _stages.MoveAsync(await ReadAsync(), "proposed", day, Zhang, default);
        await _stages.MoveAsync(await ReadAsync(), "approved", day, Zhang, default);

        Assert.Equal(["approved", "proposed", "surveyed"], (await ReadAsync()).Standing.Select(e => e.Stage));
    }

    [Fact]
    public async Task A_withdrawal_leads_back_and_the_first_stage_stays()
    {
        await _stages.MoveAsync(await ReadAsync(), "proposed", new DateOnly(2024, 6, 1), Zhang, default);

        Assert.Equal(3, await _stages.RetractAsync(await ReadAsync(), Zhang, default));
        var history = await ReadAsync();
        Assert.Equal(("surveyed", new DateOnly(2024, 1, 5)), (history.Stage, history.StageDate));
        Assert.Null(await _stages.RetractAsync(history, Zhang, default));
    }

    [Theory]
    [InlineData("accepted", "2024-06-01", WriteRefusalKind.ImpossibleStage)]
    [InlineData("proposed", "2024-01-04", WriteRefusalKind.ImpossibleStageDate)]
    [InlineData("proposed", "2199-01-01", WriteRefusalKind.ImpossibleStageDate)]
    public async Task The_database_refuses_an_impossible_move(string stage, string day, WriteRefusalKind expected)
    {
        var seen = await ReadAsync();

        var refused = await Assert.ThrowsAsync<WriteRefusedException>(() => _stages.MoveAsync(
            seen, stage, DateOnly.ParseExact(day, "yyyy-MM-dd", null), Zhang, default));

        Assert.Equal(expected, refused.Kind);
        Assert.Equal(1, (await ReadAsync()).Version);
    }

    [Fact]
    public async Task A_move_from_a_version_that_is_gone_writes_nothing()
    {
        var seen = await ReadAsync();
        await _stages.MoveAsync(seen, "proposed", new DateOnly(2024, 6, 1), Zhang, default);

        Assert.Null(await _stages.MoveAsync(seen, "cancelled", new DateOnly(2024, 6, 2), Zhang, default));
        Assert.Null(await _stages.RetractAsync(seen, Zhang, default));
    }
}
