using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>What an office's ledger says of one site, beside its dates and its money.</summary>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="ResponsibleUnit">Who carries it out.</param>
/// <param name="BudgetWan">What it is to cost, 万元.</param>
/// <param name="PrivateShare">How much of that residents and enterprises pay, 0 to 1.</param>
/// <param name="Values">The properties of its kind as surveyed.</param>
/// <param name="WorksDone">The properties that the works change, by how far they are, 0 to 1.</param>
internal sealed record Ledger(
    string NameZh,
    string NameEn,
    string ResponsibleUnit,
    double BudgetWan,
    double PrivateShare,
    IReadOnlyDictionary<string, object?> Values,
    Func<double, IReadOnlyDictionary<string, object?>> WorksDone)
{
    /// <summary>m² of a mu, exactly 2000/3.</summary>
    public const double MuM2 = 2000.0 / 3;

    /// <summary>Draws the ledger of a plot.</summary>
    /// <param name="plot">The ground.</param>
    /// <param name="course">The dates of the site.</param>
    /// <param name="names">Names not used yet.</param>
    /// <param name="platforms">Codes of the platforms that may receive enterprises.</param>
    /// <param name="random">Decides.</param>
    public static Ledger Draw(SitePlot plot, Course course, MadeUpNames names, IReadOnlyList<string> platforms, SeededRandom random) =>
        plot.Kind switch
        {
            SiteKind.Compound => CompoundLedger.Draw(plot, course, names, random),
            SiteKind.IndustrialPark => ParkLedger.Draw(plot, names, platforms, random),
            _ => ZoneLedger.Draw(plot, names, random),
        };

    /// <summary>A number rounded half away from zero, as a decimal.</summary>
    public static decimal Rounded(double value, int decimals = 2) => Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);

    /// <summary>The government of a town: 湖塘镇人民政府, 丁堰街道办事处.</summary>
    public static string Government(string townNameZh) =>
        townNameZh.EndsWith("街道", StringComparison.Ordinal) ? townNameZh + "办事处" : townNameZh + "人民政府";
}
