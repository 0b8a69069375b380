using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>What the database refuses, said in the words of the feature that was sent.</summary>
internal static class Refusals
{
    private static readonly Dictionary<string, (string Pointer, string Detail)> Rules = new(StringComparer.Ordinal)
    {
        ["site_geom_present"] = ("/geometry", "The outline may be missing only while the site is \"surveyed\" (摸底)."),
        ["site_code_form"] = ("/properties/code", "The code must not contain white space, control characters or any of / ? # % \\, and has at most 64 characters."),
        ["site_name_not_blank"] = ("/properties/name_zh", "name_zh (名称) must not be empty."),
        ["site_planned_dates"] = ("/properties/planned_finish", "planned_finish is before planned_start."),
        ["site_actual_dates"] = ("/properties/actual_finish", "actual_finish is before actual_start."),
        ["site_plan_year_range"] = ("/properties/plan_year", "plan_year lies outside 1990 to 2100."),
        ["site_declared_area_range"] = ("/properties/declared_area_m2", "declared_area_m2 is out of bounds."),
        ["site_stage_known"] = ("/properties/stage", "The stage is none of the known ones."),
        ["site_stage_date_plausible"] = ("/properties/stage_date", "stage_date lies outside the years 1900 to 2200."),
    };

    /// <summary>The problem of a refused feature.</summary>
    /// <param name="context">The request.</param>
    /// <param name="snapshots">Finds the feature that has the code already.</param>
    /// <param name="collection">The collection that was written to.</param>
    /// <param name="code">The code that was written.</param>
    /// <param name="refused">The refusal.</param>
    internal static async Task<ProblemException> ProblemAsync(
        HttpContext context, FeatureSnapshots snapshots, CollectionDefinition collection, string code, WriteRefusedException refused)
    {
        if (refused.Kind == WriteRefusalKind.DuplicateCode)
        {
            var holder = await snapshots.FindHolderAsync(collection, code, context.RequestAborted).ConfigureAwait(false) ?? collection;
            var address = Addresses.Item(context.Request, holder.Id, code);
            return new ProblemException(new Problem(ProblemTypes.Conflict, $"The code \"{code}\" is taken by a feature of {holder.Id}; change that one, or choose another code.")
            {
                Errors = [ProblemError.Of(Fault.OfProperty("code", $"The code \"{code}\" is taken."))],
                Extensions = new() { ["existing"] = address },
            });
        }

        return BodyFaults.Problem([FaultOf(refused)], isSyntax: false);
    }

    private static Fault FaultOf(WriteRefusedException refused) => refused switch
    {
        { Kind: WriteRefusalKind.ImpossibleStageDate } => Fault.OfProperty("stage_date", refused.Message),
        { Kind: WriteRefusalKind.ImpossibleStage } => Fault.OfProperty("stage", refused.Message),
        { Kind: WriteRefusalKind.IdentityChanged } => Fault.OfProperty("code", refused.Message),
        { Constraint: { } name } when Rules.TryGetValue(name, out var rule) => new Fault(rule.Pointer, rule.Detail),
        { Constraint: { } name } when name.Contains("_geom_", StringComparison.Ordinal) =>
            Fault.OfGeometry("The database finds the geometry not valid, empty, or outside China."),
        { Column: { } column } => Fault.OfProperty(column, $"{column} cannot hold this value."),
        _ => new Fault("/properties", $"The values break the rule {refused.Constraint ?? "of a column"} of the register."),
    };
}
