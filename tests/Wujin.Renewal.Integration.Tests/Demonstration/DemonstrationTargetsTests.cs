using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Attention;
using Wujin.Renewal.Store.Indicators;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Demonstration;

/// <summary>The demonstration has something to measure progress by, and something to attend to.</summary>
public sealed class DemonstrationTargetsTests : RegisterTest
{
    [Fact]
    public async Task Every_year_has_made_up_targets_whose_towns_add_up()
    {
        await FirstStart.LoadReferenceAsync(Source, Cancel);
        await FirstStart.LoadDemonstrationAsync(Source, Cancel);
        var targets = new IndicatorTargetStore(Source);
        var indicators = new IndicatorStore(Register.Reading);

        foreach (var year in Enumerable.Range(2021, 6))
        {
            var recorded = (await targets.ListAsync(year, null, Cancel)).Targets;
            Assert.All(recorded, t => Assert.True(t.Target is { IsDemo: true, Source.Length: > 0 }));
            Assert.All(
                ["compounds_renovated", "households_renovated", "selfbuild_settled", "tax_per_mu", "tiers_met", "towns_connected"],
                code => Assert.Contains(recorded, t => t.Target.TownCode is null && t.Target.Indicator == code));
            Assert.All(recorded, t => Assert.NotNull(IndicatorCatalogue.Find(t.Target.Indicator)));
            var table = await indicators.TableAsync(year, null, null, Cancel);
            Assert.Empty(table.UnequalSums);
            Assert.True(table is { HasDemo: true, HasSites: true });
            Assert.InRange(table.Of("compounds_renovated").Progress!.Value, 0.2, 3);
        }
    }

    [Fact]
    public async Task The_list_has_what_was_made_wrong_on_purpose()
    {
        await FirstStart.LoadReferenceAsync(Source, Cancel);
        await FirstStart.LoadDemonstrationAsync(Source, Cancel);

        var list = await new AttentionStore(Source).ListAsync(new AttentionQuery(new DateOnly(2026, 10, 31)), Cancel);

        Assert.All(["late", "stuck", "over-budget", "area-difference", "town-mismatch"], rule => Assert.Contains(list.Items, i => i.Rule == rule));
        Assert.True(list.Items.Count < 540 / 2, $"{list.Items.Count} items leave nobody anything to rely on.");
        Assert.All(list.Items, i => Assert.True(i is { IsDemo: true, DetailZh.Length: > 5, DetailEn.Length: > 5 }));
    }
}
