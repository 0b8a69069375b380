using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Html;

/// <summary>The sections under which a feature's page lists its properties.</summary>
internal static class PropertyGroups
{
    private static readonly HashSet<string> Basics =
        ["code", "name_zh", "name_en", "kind", "role", "type", "district_code", "town_code", "town_name", "declared_town_code", "village", "approval_no", "responsible_unit", "origin_code"];

    private static readonly HashSet<string> Progress =
        ["stage", "stage_date", "plan_year", "planned_start", "planned_finish", "actual_start", "actual_finish"];

    private static readonly HashSet<string> Provenance =
        ["is_demo", "is_schematic", "accuracy_m", "source", "version", "updated_at", "updated_by"];

    private static readonly (string Zh, string En, Func<string, bool> Holds)[] Groups =
    [
        ("基本情况", "Basics", Basics.Contains),
        ("进度", "Progress", Progress.Contains),
        ("资金", "Funding", name => name.EndsWith("_wan", StringComparison.Ordinal)),
        ("规模与指标", "Size and figures", name => !Basics.Contains(name) && !Progress.Contains(name) && !Provenance.Contains(name) && !name.EndsWith("_wan", StringComparison.Ordinal)),
        ("来源与版本", "Provenance", Provenance.Contains),
    ];

    /// <summary>The sections of a collection that have properties; every property is in exactly one.</summary>
    internal static IEnumerable<(string Title, string Subtitle, IReadOnlyList<PropertyDefinition> Properties)> Of(PageFrame frame, CollectionDefinition collection) =>
        Groups.Select(g => (frame.T(g.Zh, g.En), frame.Other(g.Zh, g.En), (IReadOnlyList<PropertyDefinition>)[.. collection.Properties.Where(p => g.Holds(p.Name))]))
            .Where(g => g.Item3.Count > 0);
}
