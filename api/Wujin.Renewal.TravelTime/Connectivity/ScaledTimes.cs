using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>All speeds changed by the same share: what a verdict is tried against.</summary>
public static class ScaledTimes
{
    /// <summary>Times of edges at other speeds. Turns and waits at signals stay as they are: they do not depend on how fast one drives.</summary>
    /// <param name="times">Times as they are.</param>
    /// <param name="speedPercent">Speeds in per cent of what they are.</param>
    public static EdgeTimes Of(EdgeTimes times, int speedPercent)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speedPercent);
        if (speedPercent == 100)
        {
            return times;
        }

        var scaled = times.Milliseconds.Span.ToArray();
        for (var e = 0; e < scaled.Length; e++)
        {
            if (scaled[e] < EdgeTimes.Closed)
            {
                scaled[e] = (uint)Math.Min(((ulong)scaled[e] * 100 + (uint)speedPercent / 2) / (uint)speedPercent, EdgeTimes.Closed - 1);
            }
        }

        return times with { Milliseconds = new Column<uint>(scaled) };
    }
}
