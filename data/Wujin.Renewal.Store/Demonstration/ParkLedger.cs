using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Figures of an industrial park, in proportion to its ground and to what is to become of it.</summary>
internal static class ParkLedger
{
    /// <summary>Draws them.</summary>
    public static Ledger Draw(SitePlot plot, MadeUpNames names, IReadOnlyList<string> platforms, SeededRandom random)
    {
        var town = plot.Town.Seat;
        var (nameZh, nameEn) = names.Park(
            (town.NameZh.TrimEnd('镇').Replace("街道", "", StringComparison.Ordinal), town.NameEn.Replace(" Subdistrict", "", StringComparison.Ordinal)),
            TownProfile.Of(town.Code).Trades);
        var mu = plot.AreaM2 / Ledger.MuM2;
        var action = CodeLists.ParkActions.Entries[random.Next() switch { < 0.25 => 0, < 0.62 => 1, < 0.87 => 2, _ => 3 }].Code;
        var isLow = action is "relocate" or "clear";
        var taxPerMu = isLow ? random.Between(0.8, 6.5) : random.Between(5.0, 24.0);
        var enterprises = Math.Max(2, (int)(plot.AreaM2 / 10_000 * random.Between(0.7, 2.2)));
        var leaving = enterprises * action switch { "clear" => 1.0, "relocate" => random.Between(0.6, 1.0), "upgrade" => random.Between(0.05, 0.25), _ => 0 };
        var wanPerMu = action switch
        {
            "clear" => random.Between(34.0, 68.0),
            "relocate" => random.Between(24.0, 52.0),
            "upgrade" => random.Between(6.0, 20.0),
            _ => random.Between(0.8, 3.0),
        };

        return new Ledger(
            nameZh, nameEn, town.NameZh + "园区管理办公室", mu * wanPerMu, action == "retain" ? random.Between(0.4, 0.6) : random.Between(0.15, 0.5),
            new Dictionary<string, object?>
            {
                ["land_mu"] = Ledger.Rounded(mu, 1),
                ["floor_area_ratio"] = Ledger.Rounded(isLow ? random.Between(0.35, 0.8) : random.Between(0.6, 1.6)),
                ["enterprises"] = (long)enterprises,
                ["tax_wan_per_mu"] = Ledger.Rounded(taxPerMu),
                ["output_wan_per_mu"] = Ledger.Rounded(taxPerMu * random.Between(18.0, 32.0), 1),
                ["action"] = action,
                ["destination_platform"] = action == "relocate" ? random.Pick(platforms) : null,
                ["is_standard_land"] = !isLow && random.Chance(0.4),
            },
            done => new Dictionary<string, object?> { ["enterprises_moved"] = (long)Math.Round(leaving * done) });
    }
}
