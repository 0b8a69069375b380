namespace Wujin.Renewal.Store.Stages;

/// <summary>One stage a site reached: when it happened, and when and by whom the register learned of it.</summary>
/// <param name="EventId">Number of the event; later events have larger ones.</param>
/// <param name="Stage">The stage code.</param>
/// <param name="EffectiveDate">The day it happened, in China.</param>
/// <param name="Recorded">Who recorded it, when and why.</param>
/// <param name="Retracted">Who withdrew it, when and why; null where it stands.</param>
public sealed record StageEvent(long EventId, string Stage, DateOnly EffectiveDate, Recording Recorded, Recording? Retracted);

/// <summary>Who recorded something, when and why.</summary>
/// <param name="At">The instant, stamped at commit.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record Recording(DateTimeOffset At, string Actor, string? Reason);

/// <summary>Where a site stands in its programme, how it came there, and where it can go.</summary>
/// <param name="Code">The code of the site.</param>
/// <param name="Version">The version of the site that this describes.</param>
/// <param name="Stage">The stage it is in.</param>
/// <param name="StageDate">Since when.</param>
/// <param name="Next">Codes of the stages it may move to.</param>
/// <param name="Today">Today in China: the latest effective date that can be given.</param>
/// <param name="HasGeometry">Whether it has an outline, without which it cannot leave <c>surveyed</c>.</param>
/// <param name="Events">All events, retracted ones too, latest first.</param>
public sealed record StageHistory(
    string Code, long Version, string Stage, DateOnly StageDate, IReadOnlyList<string> Next, DateOnly Today, bool HasGeometry, IReadOnlyList<StageEvent> Events)
{
    /// <summary>The events that stand, latest first.</summary>
    public IEnumerable<StageEvent> Standing => Events.Where(e => e.Retracted is null);

    /// <summary>The stage before the present one, to which a withdrawal leads back; null at the first.</summary>
    public StageEvent? Previous => Standing.Skip(1).FirstOrDefault();
}
