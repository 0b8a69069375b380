using Wujin.Renewal.Domain.Chance;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Figures of a self-build zone, in proportion to its ground.</summary>
internal static class ZoneLedger
{
    /// <summary>Draws them.</summary>
    public static Ledger Draw(SitePlot plot, MadeUpNames names, SeededRandom random)
    {
        var (village, villageEn) = names.Village();
        var planned = Math.Max(30, (int)(plot.AreaM2 / random.Between(330.0, 470.0)));
        var settled = planned * random.Between(0.72, 1.0);
        var muPerHomestead = random.Between(0.3, 0.5);
        return new Ledger(
            village + "农民集中居住区", villageEn + " Self-build Zone", village[..^1] + "村村民委员会", planned * random.Between(7.0, 13.0), random.Between(0.05, 0.2),
            new Dictionary<string, object?>
            {
                ["village"] = village,
                ["households_planned"] = (long)planned,
                // Jiangsu: at most 135 m² where farmland is short, else 200 m² (江苏省土地管理条例).
                ["plot_limit_m2"] = random.Chance(0.7) ? 135m : 200m,
                ["storeys_limit"] = random.Chance(0.85) ? 3L : 2L,
            },
            done => new Dictionary<string, object?>
            {
                // Roads and pipes come first, then people, then the old homesteads are given up and reclaimed.
                ["utilities_ready"] = done >= 0.6,
                ["households_settled"] = (long)(settled * Math.Max(0, (done - 0.3) / 0.7)),
                ["homesteads_given_up"] = (long)(settled * 0.9 * Math.Max(0, (done - 0.4) / 0.6)),
                ["land_reclaimed_mu"] = Ledger.Rounded(settled * 0.9 * muPerHomestead * Math.Max(0, (done - 0.5) / 0.5), 1),
            });
    }
}
