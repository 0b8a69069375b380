using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>The dates of a site: when it was surveyed, what was planned, and which stages it reached on which day.</summary>
/// <param name="Surveyed">The day of the survey.</param>
/// <param name="PlanYear">Year of the yearly plan that it is in.</param>
/// <param name="PlannedStart">Planned start of the works.</param>
/// <param name="PlannedFinish">Planned finish.</param>
/// <param name="Events">Stages reached after the survey, dates rising, none later than <see cref="Today"/>.</param>
internal sealed record Course(
    DateOnly Surveyed, int PlanYear, DateOnly PlannedStart, DateOnly PlannedFinish, IReadOnlyList<(Stage Stage, DateOnly Date)> Events)
{
    /// <summary>The demonstration ends on this day; everything later is plan.</summary>
    public static readonly DateOnly Today = new(2026, 10, 31);

    private static readonly DateOnly Beginning = new(2020, 1, 6);

    // Of a hundred sites, how many are in the plan of 2020, 2021 … 2027.
    private static readonly int[] PlanYearShares = [5, 10, 12, 14, 16, 17, 18, 8];

    /// <summary>A course as it may have been.</summary>
    /// <param name="works">Fewest and most days of the works of this kind of site.</param>
    /// <param name="random">Decides.</param>
    public static Course Draw((int Fewest, int Most) works, SeededRandom random)
    {
        var year = 2020 + Share(random.Between(0, 99));
        var plannedStart = new DateOnly(year, 3, 1).AddDays(random.Between(0, 215));
        var plannedDays = random.Between(works.Fewest, works.Most);
        var start = plannedStart.AddDays(random.Between(-15, 50));
        var approvalDays = random.Between(25, 110);
        var proposalDays = random.Between(30, 150);
        var surveyed = start.AddDays(-approvalDays - proposalDays - random.Between(30, 260));
        var shortened = 1.0;
        if (surveyed < Beginning)
        {
            var first = Beginning.AddDays(random.Between(0, 35));
            shortened = (start.DayNumber - first.DayNumber) / (double)(start.DayNumber - surveyed.DayNumber);
            surveyed = first;
        }

        surveyed = Earlier(surveyed, Today.AddDays(-random.Between(15, 240)));

        List<(Stage Stage, int Days)> script =
        [
            (Stage.Proposed, Math.Max(2, start.DayNumber - surveyed.DayNumber - Shorten(approvalDays) - Shorten(proposalDays))),
            (Stage.Approved, Shorten(proposalDays)),
            (Stage.Construction, Shorten(approvalDays)),
            (Stage.Completed, (int)(plannedDays * (random.Chance(0.13) ? random.Between(1.45, 2.3) : random.Between(0.88, 1.2)))),
            (Stage.Accepted, random.Between(25, 160)),
        ];
        Detour(script, random);
        return new Course(surveyed, year, plannedStart, plannedStart.AddDays(plannedDays), Until(Today, surveyed, script));

        int Shorten(int days) => Math.Max(2, (int)(days * shortened));
    }

    /// <summary>A site that was found lately, and of which nothing else is known.</summary>
    public static Course JustSurveyed(SeededRandom random)
    {
        var surveyed = Today.AddDays(-random.Between(20, 420));
        var start = new DateOnly(2027, 3, 1).AddDays(random.Between(0, 120));
        return new Course(surveyed, 2027, start, start.AddDays(random.Between(120, 260)), []);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static int Share(int percent)
    {
        var year = 0;
        for (var sum = PlanYearShares[0]; percent >= sum; sum += PlanYearShares[year])
        {
            year++;
        }

        return year;
    }

    private static void Detour(List<(Stage Stage, int Days)> script, SeededRandom random)
    {
        var where = random.Between(0, 2); // after the proposal, the approval, or during the works
        switch (random.Next())
        {
            case < 0.055: // stopped and taken up again
                script.Insert(where + 1, (Stage.Suspended, random.Between(20, 75)));
                script.Insert(where + 2, (script[where].Stage, random.Between(60, 380)));
                break;
            case < 0.085: // stopped to this day
                script.RemoveRange(where + 1, script.Count - where - 1);
                script.Add((Stage.Suspended, random.Between(20, 90)));
                break;
            case < 0.12: // given up
                script.RemoveRange(where + 1, script.Count - where - 1);
                script.Add((Stage.Cancelled, random.Between(25, 200)));
                break;
            case < 0.15: // sent back to the survey
                script.Insert(1, (Stage.Surveyed, random.Between(15, 60)));
                script.Insert(2, (Stage.Proposed, random.Between(25, 120)));
                break;
            case < 0.17: // mended after completion
                script.Insert(4, (Stage.Construction, random.Between(15, 50)));
                script.Insert(5, (Stage.Completed, random.Between(30, 90)));
                break;
            case < 0.20: // stuck: proposed or approved, and nothing since
                script.RemoveRange(1 + (where % 2), script.Count - 1 - (where % 2));
                break;
            default:
                break;
        }
    }

    private static List<(Stage, DateOnly)> Until(DateOnly end, DateOnly from, List<(Stage Stage, int Days)> script)
    {
        var events = new List<(Stage, DateOnly)>();
        foreach (var (stage, days) in script)
        {
            from = from.AddDays(days);
            if (from > end)
            {
                break;
            }

            events.Add((stage, from));
        }

        return events;
    }
}
