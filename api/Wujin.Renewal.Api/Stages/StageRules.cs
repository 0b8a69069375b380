using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Stages;

namespace Wujin.Renewal.Api.Stages;

/// <summary>What the database would refuse one after the other, found at once. The database decides all the same.</summary>
internal static class StageRules
{
    /// <summary>Whether the stage asked for may follow the one the site is in, or is that one.</summary>
    internal static bool IsPossible(StageHistory history, string stage) => stage == history.Stage || history.Next.Contains(stage);

    /// <summary>Adds what is wrong with a change of stage, other than that the stage cannot follow.</summary>
    internal static void Check(StageHistory history, StageBody body, List<Fault> faults)
    {
        var isCorrection = body.Stage == history.Stage;
        if (isCorrection && (body.EffectiveDate is null || body.EffectiveDate == history.StageDate))
        {
            faults.Add(new Fault("/stage", $"The site has been in this stage since {history.StageDate:yyyy-MM-dd}; give another effective_date to correct that, or another stage."));
        }

        if (body.EffectiveDate > history.Today)
        {
            faults.Add(new Fault("/effective_date", $"{body.EffectiveDate:yyyy-MM-dd} has not come yet; a stage is recorded when it has been reached (today is {history.Today:yyyy-MM-dd} in China)."));
        }

        var earliest = isCorrection ? history.Previous?.EffectiveDate : history.StageDate;
        if (body.EffectiveDate < earliest)
        {
            faults.Add(new Fault("/effective_date", $"The site reached its previous stage on {earliest:yyyy-MM-dd}; {body.EffectiveDate:yyyy-MM-dd} is earlier."));
        }

        if (body.Stage is not (null or "surveyed") && !isCorrection && !history.HasGeometry)
        {
            faults.Add(Fault.OfGeometry($"The site has no outline yet; it needs one before it can become \"{body.Stage}\". Send the geometry by PATCH to the site first."));
        }
    }
}
