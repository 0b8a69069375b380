using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>Two answers of the same question, without a scenario and with it: who gains how much, by edge of the baseline.</summary>
/// <param name="Gains">
/// By edge of the baseline, milliseconds by which its beginning is nearer with the scenario; negative where it is farther. <see cref="Newly"/> where only the
/// scenario reaches it, <see cref="Lost"/> where only the baseline does; 0 where neither.
/// </param>
public sealed record FieldComparison(ReadOnlyMemory<int> Gains)
{
    /// <summary>Reached with the scenario only.</summary>
    public const int Newly = int.MaxValue;

    /// <summary>Reached without the scenario only.</summary>
    public const int Lost = int.MinValue;

    /// <summary>Compares.</summary>
    /// <param name="overlay">The scenario.</param>
    /// <param name="without">A field of the baseline.</param>
    /// <param name="with">The same question asked of the scenario.</param>
    /// <exception cref="ArgumentException">The fields are not of this scenario, or of different questions.</exception>
    public static FieldComparison Of(ScenarioOverlay overlay, ReachField without, ReachField with)
    {
        if (!ReferenceEquals(without.Network, overlay.Baseline.Network) || !ReferenceEquals(with.Network, overlay.Engine.Network) || without.IsTowards != with.IsTowards)
        {
            throw new ArgumentException("The fields are not one of the baseline and one of this scenario, in the same direction.", nameof(with));
        }

        var gains = new int[without.Labels.Length];
        for (var edge = 0; edge < gains.Length; edge++)
        {
            var before = without.Labels.Span[edge];
            var after = with.Labels.Span[overlay.BeginningOf(edge)];
            gains[edge] = before == after ? 0
                : before == ReachField.Unreached ? Newly
                : after == ReachField.Unreached ? Lost
                : (int)before - (int)after;
        }

        return new FieldComparison(gains);
    }
}
