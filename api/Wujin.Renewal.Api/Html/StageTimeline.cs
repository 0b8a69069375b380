using System.Globalization;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Stages;

namespace Wujin.Renewal.Api.Html;

/// <summary>One step of the programme on a site's page.</summary>
/// <param name="Stage">Its code, the class of its colour.</param>
/// <param name="Title">Its label.</param>
/// <param name="Date">When it was reached; empty where it was not.</param>
/// <param name="State"><c>done</c>, <c>now</c> or <c>ahead</c>.</param>
/// <param name="Note">Who recorded it and why.</param>
public sealed record TimelineStep(string Stage, string Title, string Date, string State, string Note);

/// <summary>The way of a site through its programme: what it reached, in time, and what is still ahead.</summary>
/// <param name="Steps">The steps.</param>
public sealed record StageTimeline(IReadOnlyList<TimelineStep> Steps)
{
    /// <summary>The stages of a programme that meets no obstacle.</summary>
    private static readonly string[] Course = ["surveyed", "proposed", "approved", "construction", "completed", "accepted"];

    internal static StageTimeline Of(PageFrame frame, StageHistory history)
    {
        var reached = history.Standing.Reverse().ToList();
        var steps = reached.Select((e, i) => new TimelineStep(
            e.Stage, Label(frame, e.Stage), e.EffectiveDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            i == reached.Count - 1 ? "now" : "done", string.Join(" · ", new[] { e.Recorded.Actor, e.Recorded.Reason }.Where(t => !string.IsNullOrEmpty(t)))));
        // A suspended site goes on from where it was; a cancelled one goes nowhere.
        var last = history.Stage == "cancelled" ? Course.Length - 1 : Array.IndexOf(Course, reached.Select(e => e.Stage).LastOrDefault(s => Course.Contains(s)) ?? "");
        return new StageTimeline([.. steps, .. Course.Skip(last + 1).Select(s => new TimelineStep(s, Label(frame, s), "", "ahead", ""))]);
    }

    private static string Label(PageFrame frame, string code) => CodeLists.Stages.Find(code) is { } entry ? frame.T(entry.TitleZh, entry.TitleEn) : code;
}
