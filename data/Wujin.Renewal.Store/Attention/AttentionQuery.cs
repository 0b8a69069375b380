namespace Wujin.Renewal.Store.Attention;

/// <summary>What of the attention list is wanted.</summary>
/// <param name="EffectiveOn">What happened up to this day; null for the day of <paramref name="AsOf"/>.</param>
/// <param name="AsOf">As recorded at this instant; null for now.</param>
public sealed record AttentionQuery(DateOnly? EffectiveOn = null, DateTimeOffset? AsOf = null)
{
    /// <summary>Of this town only; <c>-</c> for sites in no town.</summary>
    public string? TownCode { get; init; }

    /// <summary>Of this kind of site only: <c>compound</c> …</summary>
    public string? Kind { get; init; }

    /// <summary>Of this rule only.</summary>
    public string? Rule { get; init; }

    /// <summary>Of this site only.</summary>
    public string? SiteCode { get; init; }

    /// <summary>The one item of this name.</summary>
    public string? Id { get; init; }

    /// <summary>Only accepted ones, only open ones, or null for both.</summary>
    public bool? IsAccepted { get; init; }

    /// <summary>At most so many, the most pressing first; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Leaves out so many at the beginning. The list of two settled dates never changes, so that pages fit together.</summary>
    public int Offset { get; init; }
}

/// <summary>How many items there are of a rule, a severity and a town, of all that the query matches.</summary>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Severity">How pressing.</param>
/// <param name="TownCode">The town, or null.</param>
/// <param name="IsAccepted">Accepted ones.</param>
/// <param name="Items">How many.</param>
public sealed record AttentionCount(string Rule, Domain.Attention.AttentionSeverity Severity, string? TownCode, bool IsAccepted, int Items);

/// <summary>A limit of a rule.</summary>
/// <param name="Code">Its code, such as <c>stuck:compound:approved</c>.</param>
/// <param name="Value">What holds.</param>
/// <param name="Unit">days, share, times or m².</param>
/// <param name="Default">What holds where nobody set it.</param>
/// <param name="UpdatedAt">When it was set; null where it was not.</param>
/// <param name="UpdatedBy">By whom.</param>
/// <param name="Reason">Why, where given.</param>
public sealed record AttentionLimit(string Code, decimal Value, string Unit, decimal Default, DateTimeOffset? UpdatedAt, string? UpdatedBy, string? Reason);
