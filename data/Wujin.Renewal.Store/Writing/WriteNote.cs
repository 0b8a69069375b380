namespace Wujin.Renewal.Store.Writing;

/// <summary>What the history says about a change besides the values: who, why, and whether it was made without looking.</summary>
/// <param name="Actor">Who makes the change, as shown in the history.</param>
/// <param name="Reason">Why, or null where no reason was given.</param>
/// <param name="IsOverwrite">The writer asked to write whatever version is there (<c>If-Match: *</c>).</param>
public sealed record WriteNote(string Actor, string? Reason = null, bool IsOverwrite = false);
