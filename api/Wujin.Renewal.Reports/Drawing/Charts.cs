using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Bars side by side, one a row: how much of how much.</summary>
/// <param name="Title">Title.</param>
/// <param name="Unit">Unit of the amounts; empty where they are shares.</param>
/// <param name="Bars">The bars, from the top.</param>
public sealed record BarChart(string Title, string Unit, IReadOnlyList<Bar> Bars) : Drawing
{
    /// <summary>Colour of the bars: the kind of site; null for a plain one.</summary>
    public SiteKind? Kind { get; init; }

    /// <summary>Names of the marks in the legend: actual, target, due, forecast; null for no legend.</summary>
    public IReadOnlyList<string>? Legend { get; init; }
}

/// <summary>A bar.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Value">How much; null for no bar.</param>
/// <param name="Target">Of how much; null for none.</param>
/// <param name="Due">How much is due by now; null for no mark.</param>
/// <param name="Forecast">What is forecast; null for no mark.</param>
/// <param name="Text">Printed behind it.</param>
/// <param name="Tone">How it stands.</param>
public sealed record Bar(string Label, double? Value, double? Target, double? Due, double? Forecast, string Text, Tone Tone = Tone.Plain);

/// <summary>Events and spans on a line of time.</summary>
/// <param name="Events">What happened, in time.</param>
/// <param name="Spans">What was planned and done.</param>
/// <param name="Today">The effective date.</param>
public sealed record TimelineChart(IReadOnlyList<TimelineEvent> Events, IReadOnlyList<TimelineSpan> Spans, DateOnly Today) : Drawing;

/// <summary>Something that happened.</summary>
/// <param name="Date">When.</param>
/// <param name="Label">What.</param>
/// <param name="Stage">The stage that was reached.</param>
public sealed record TimelineEvent(DateOnly Date, string Label, Stage Stage);

/// <summary>A span.</summary>
/// <param name="Label">What.</param>
/// <param name="Start">From; null where it is not known.</param>
/// <param name="Finish">To; null where it is not known.</param>
/// <param name="IsPlan">Planned, not done.</param>
public sealed record TimelineSpan(string Label, DateOnly? Start, DateOnly? Finish, bool IsPlan);
