using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Figures of an old compound, in proportion to its ground.</summary>
internal static class CompoundLedger
{
    /// <summary>Draws them.</summary>
    public static Ledger Draw(SitePlot plot, Course course, MadeUpNames names, SeededRandom random)
    {
        var yearBuilt = random.Chance(0.07) ? random.Between(2001, 2006) : Math.Min(2000, 1977 + (int)(24 * Math.Sqrt(random.Next())));
        var (nameZh, nameEn) = names.Compound(yearBuilt);
        var floorAreaM2 = plot.AreaM2 * (yearBuilt < 1988 ? random.Between(0.85, 1.25) : random.Between(1.0, 1.6));
        var buildings = Math.Max(3, (int)Math.Round(floorAreaM2 / random.Between(2300.0, 3900.0)));
        var households = (int)(floorAreaM2 / random.Between(66.0, 92.0));
        var (renovation, yuanPerM2) = random.Next() switch
        {
            < 0.34 => ("basic", random.Between(150, 260)),
            < 0.8 => ("improvement", random.Between(260, 430)),
            _ => ("upgrade", random.Between(430, 680)),
        };
        var liftsPlanned = renovation == "basic" ? 0 : random.Between(0, Math.Max(1, buildings * 2 / 3));
        var (liftsAdded, parking, chargers, pipesKm) = (
            (int)Math.Round(liftsPlanned * random.Between(0.6, 1.0)),
            households * random.Between(0.05, 0.22),
            households * random.Between(0.01, 0.06),
            plot.AreaM2 / 10_000 * random.Between(0.35, 0.9));

        return new Ledger(
            nameZh, nameEn, Ledger.Government(plot.Town.Seat.NameZh), floorAreaM2 * yuanPerM2 / 10_000, random.Between(0.02, 0.12),
            new Dictionary<string, object?>
            {
                ["year_built"] = (long)yearBuilt,
                ["buildings"] = (long)buildings,
                ["households"] = (long)households,
                ["floor_area_m2"] = Ledger.Rounded(floorAreaM2, 0),
                ["renovation_class"] = renovation,
                ["lifts_existing"] = yearBuilt > 1996 && random.Chance(0.25) ? random.Between(1, 4) : 0L,
                ["lifts_planned"] = (long)liftsPlanned,
                ["consent_percent"] = Consent(course, random),
            },
            done => new Dictionary<string, object?>
            {
                ["lifts_added"] = (long)(liftsAdded * done),
                ["parking_added"] = (long)(parking * done),
                ["chargers_added"] = (long)(chargers * done),
                ["pipes_km"] = Ledger.Rounded(pipesKm * done),
            });
    }

    // Works need two thirds of the owners (Civil Code of the PRC, Art. 278); what has not been put forward may have fewer.
    private static decimal Consent(Course course, SeededRandom random) => Ledger.Rounded(
        course.Events.Any(e => e.Stage == Stage.Approved) ? 67 + (33 * Math.Sqrt(random.Next())) : random.Between(38.0, 96.0), 1);
}
