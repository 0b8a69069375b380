using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>A made-up site and its course through the stages.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Initial">The site as it was surveyed; its <c>stage</c> is <c>surveyed</c>.</param>
/// <param name="Steps">What happened then, in order; effective dates rise.</param>
/// <param name="TownCode">The town that covers most of its outline (of its ground, where the outline is not drawn yet).</param>
public sealed record DemonstrationSite(SiteKind Kind, FeatureDraft Initial, IReadOnlyList<StageStep> Steps, string TownCode)
{
    /// <summary>The code of the site.</summary>
    public string Code => Initial.Code!;

    /// <summary>The stage it stands in at the end.</summary>
    public Stage Stage => Steps.Count == 0 ? Stage.Surveyed : Steps[^1].Stage;
}

/// <summary>A site reaches a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="EffectiveDate">The day on which it reached it.</param>
/// <param name="Values">What became known with it, by property name: the approval number, the money spent, the works done.</param>
public sealed record StageStep(Stage Stage, DateOnly EffectiveDate, IReadOnlyDictionary<string, object?> Values);
