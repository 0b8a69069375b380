namespace Wujin.Renewal.Domain.Attention;

/// <summary>How pressing something is.</summary>
public enum AttentionSeverity
{
    /// <summary>提示: to be looked at some day.</summary>
    Low,

    /// <summary>关注: to be looked at.</summary>
    Medium,

    /// <summary>严重: first of all.</summary>
    High,
}

/// <summary>A rule by which sites come to the attention list (关注清单).</summary>
/// <param name="Code">Its code.</param>
/// <param name="TitleZh">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="RuleZh">When it strikes, in a sentence; printed under the list.</param>
/// <param name="RuleEn">The same in English.</param>
public sealed record AttentionRule(string Code, string TitleZh, string TitleEn, string RuleZh, string RuleEn);

/// <summary>The rules, in the order of lists.</summary>
public static class AttentionRules
{
    /// <summary>All rules. The database has the same codes (<c>0041_attention.sql</c>); a test holds the two together.</summary>
    public static IReadOnlyList<AttentionRule> All { get; } =
    [
        new("late", "进度滞后", "Late", "已过计划竣工日期仍未竣工，或已过计划开工日期仍未开工。", "Past its planned finish and not completed, or past its planned start and not begun."),
        new("stuck", "阶段停滞", "Stuck", "在同一阶段停留超过该类项目的通常天数。", "In one stage for longer than is usual for its kind."),
        new("over-budget", "超出预算", "Over budget", "已完成投资超过总投资。", "More was spent than the budget has."),
        new("overlap", "范围重叠", "Overlap", "与另一项目重叠超过本项目面积的 1%。", "Overlaps another site by more than 1 % of its own area."),
        new("constraint", "压占控制线", "On a constraint area", "压占永久基本农田或生态保护红线。", "Lies on permanent basic farmland or within the ecological red line."),
        new("area-difference", "面积不符", "Areas differ", "申报面积与量算面积相差超过 5%。", "Declared and measured area differ by more than 5 %."),
        new("no-history", "缺阶段记录", "No stage history", "已进入后续阶段，但没有此前各阶段的日期。", "Stands in a later stage, and how it came there is not recorded."),
        new("town-mismatch", "镇街不符", "Town mismatch", "申报的镇（街道）与图上位置不符，或不在任何镇（街道）内。", "Declared in another town than it lies in, or lies in no town."),
    ];

    /// <summary>Finds a rule by its code.</summary>
    /// <returns>Null where there is none.</returns>
    public static AttentionRule? Find(string code) => All.FirstOrDefault(r => r.Code == code);
}

/// <summary>Spellings of <see cref="AttentionSeverity"/>.</summary>
public static class AttentionSeverities
{
    /// <summary>The code served in JSON.</summary>
    public static string Code(this AttentionSeverity severity) => severity switch
    {
        AttentionSeverity.Low => "low",
        AttentionSeverity.Medium => "medium",
        AttentionSeverity.High => "high",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };

    /// <summary>What screens and reports print.</summary>
    public static (string Zh, string En) Title(this AttentionSeverity severity) => severity switch
    {
        AttentionSeverity.Low => ("提示", "Low"),
        AttentionSeverity.Medium => ("关注", "Medium"),
        AttentionSeverity.High => ("严重", "High"),
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };
}
