namespace Wujin.Renewal.Domain.Attention;

/// <summary>One thing about one site that somebody should look at.</summary>
/// <param name="Id">Its name: the same for the same rule, site and counterpart, whenever the list is made.</param>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Severity">How pressing.</param>
/// <param name="SiteCode">The site.</param>
/// <param name="Kind">Kind of the site: <c>compound</c>, <c>industrial-park</c>, <c>selfbuild-zone</c>.</param>
/// <param name="NameZh">Its Chinese name.</param>
/// <param name="NameEn">Its English name, or null.</param>
/// <param name="TownCode">Its town, or null.</param>
/// <param name="TownName">Name of its town, or null.</param>
/// <param name="Stage">Its stage at the effective date.</param>
/// <param name="Since">Since when: an effective date where the rule is about dates, else the day on which the register learned of it.</param>
/// <param name="Measure">By how much: days, or a share (0.07 for 7 %); null where there is nothing to measure.</param>
/// <param name="Limit">What the rule allows, in the unit of <paramref name="Measure"/>, or null.</param>
/// <param name="OtherCode">The other site or the constraint area, or the town code as declared; null where there is none.</param>
/// <param name="OtherName">Its name, or null.</param>
/// <param name="DetailZh">What is the matter, in a Chinese sentence.</param>
/// <param name="DetailEn">The same in English.</param>
/// <param name="IsDemo">The site is made up.</param>
/// <param name="Acceptance">Who accepted it and why, as long as the situation is the one that was accepted; null where it is open.</param>
public sealed record AttentionItem(
    string Id, string Rule, AttentionSeverity Severity, string SiteCode, string Kind, string NameZh, string? NameEn, string? TownCode, string? TownName, string Stage,
    DateOnly Since, double? Measure, double? Limit, string? OtherCode, string? OtherName, string DetailZh, string DetailEn, bool IsDemo, AttentionAcceptance? Acceptance)
{
    /// <summary>Somebody accepted it as it is.</summary>
    public bool IsAccepted => Acceptance is not null;
}

/// <summary>That somebody accepted something on the list as it is.</summary>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record AttentionAcceptance(string Actor, DateTimeOffset At, string Reason);

/// <summary>The attention list at an effective date, as recorded at an instant. The same two give the same list for ever.</summary>
/// <param name="EffectiveOn">The effective date.</param>
/// <param name="AsOf">The recorded instant.</param>
/// <param name="Items">What is to be looked at: the most pressing first, then the longest.</param>
public sealed record AttentionList(DateOnly EffectiveOn, DateTimeOffset AsOf, IReadOnlyList<AttentionItem> Items);
