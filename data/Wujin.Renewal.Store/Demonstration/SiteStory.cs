using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>What is wrong with a site on purpose, so that lists of things to attend to have something to show.</summary>
/// <param name="DeclaredAreaFactor">Declared area as a multiple of the measured one.</param>
/// <param name="DeclaredTownCode">The town it was declared in.</param>
/// <param name="CostFactor">What it costs in the end as a multiple of the budget.</param>
/// <param name="HasOutline">Whether its outline has been drawn.</param>
internal sealed record SiteTroubles(double DeclaredAreaFactor, string DeclaredTownCode, double CostFactor, bool HasOutline);

/// <summary>Tells the whole story of a site: the survey, and what each stage added to it.</summary>
internal sealed class SiteStory(SitePlot plot, string code, Course course, Ledger ledger, SiteTroubles troubles, SeededRandom random)
{
    private readonly double _progressWhenStopped = random.Between(0.15, 0.6);
    private readonly int _approvalNumber = random.Between(11, 480);

    /// <summary>The site.</summary>
    public DemonstrationSite Tell()
    {
        var values = Survey();
        var steps = new List<StageStep>(course.Events.Count);
        for (var i = 0; i < course.Events.Count; i++)
        {
            steps.Add(new StageStep(course.Events[i].Stage, course.Events[i].Date, Learned(i)));
        }

        return new DemonstrationSite(
            plot.Kind,
            new FeatureDraft(values, troubles.HasOutline ? MetricPlane.ToDegrees(plot.Metres) : null),
            steps,
            plot.Town.Seat.Code);
    }

    private Dictionary<string, object?> Survey()
    {
        var budget = Ledger.Rounded(ledger.BudgetWan, 1);
        var state = Ledger.Rounded((double)budget * random.Between(0.08, 0.24));
        var province = Ledger.Rounded((double)budget * random.Between(0.05, 0.14));
        var fromOthers = Ledger.Rounded((double)budget * ledger.PrivateShare);
        var values = new Dictionary<string, object?>
        {
            ["code"] = code,
            ["name_zh"] = ledger.NameZh,
            ["name_en"] = ledger.NameEn,
            ["town_code"] = troubles.DeclaredTownCode,
            ["stage"] = Stage.Surveyed.Code(),
            ["stage_date"] = course.Surveyed,
            ["plan_year"] = (long)course.PlanYear,
            ["planned_start"] = course.PlannedStart,
            ["planned_finish"] = course.PlannedFinish,
            ["budget_wan"] = budget,
            ["spent_wan"] = 0m,
            ["funding_state_wan"] = state,
            ["funding_province_wan"] = province,
            ["funding_local_wan"] = budget - state - province - fromOthers,
            ["funding_private_wan"] = fromOthers,
            ["responsible_unit"] = ledger.ResponsibleUnit,
            ["declared_area_m2"] = Math.Round((decimal)(plot.AreaM2 * troubles.DeclaredAreaFactor) / 10) * 10,
            ["is_demo"] = true,
            ["source"] = DemonstrationDistrict.Source,
        };
        foreach (var (name, value) in ledger.Values.Concat(ledger.WorksDone(0)))
        {
            values.Add(name, value);
        }

        return values;
    }

    private Dictionary<string, object?> Learned(int index)
    {
        var (stage, date) = course.Events[index];
        var isResumed = index > 0 && course.Events[index - 1].Stage == Stage.Suspended;
        var learned = new Dictionary<string, object?>();
        switch (stage)
        {
            case Stage.Approved when !isResumed:
                learned["approval_no"] = $"武更新（示例）〔{date.Year}〕{_approvalNumber}号";
                break;
            case Stage.Construction:
                learned[IsRework(index) ? "actual_finish" : "actual_start"] = IsRework(index) ? null : date;
                if (isResumed)
                {
                    learned.Remove("actual_start");
                }

                Work(learned, IsRework(index) ? 1 : UnderWay(index, date));
                break;
            case Stage.Suspended or Stage.Cancelled when index > 0 && course.Events[index - 1].Stage == Stage.Construction:
                Work(learned, _progressWhenStopped);
                break;
            case Stage.Completed:
                learned["actual_finish"] = date;
                Work(learned, 1);
                learned["spent_wan"] = Spent(0.93);
                break;
            case Stage.Accepted:
                learned["spent_wan"] = Spent(1);
                break;
            default:
                break;
        }

        return learned;
    }

    private bool IsRework(int index) => index > 0 && course.Events[index - 1].Stage == Stage.Completed;

    // Where works go on to this day they are as far as the time since they began lets expect; else they have just begun.
    private double UnderWay(int index, DateOnly date)
    {
        if (index < course.Events.Count - 1)
        {
            return course.Events[index - 1].Stage == Stage.Suspended ? _progressWhenStopped : 0.08;
        }

        var planned = course.PlannedFinish.DayNumber - course.PlannedStart.DayNumber;
        return Math.Clamp((Course.Today.DayNumber - date.DayNumber) / (double)planned, 0.08, 0.92);
    }

    private void Work(Dictionary<string, object?> learned, double progress)
    {
        learned["spent_wan"] = Spent(0.93 * progress);
        foreach (var (name, value) in ledger.WorksDone(progress))
        {
            learned[name] = value;
        }
    }

    private decimal Spent(double share) => Ledger.Rounded(ledger.BudgetWan * troubles.CostFactor * share, 1);
}
