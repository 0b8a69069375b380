using System.Collections.Concurrent;
using System.Diagnostics;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>A picture as it goes into a document.</summary>
/// <param name="Png">The picture; null where it could not be drawn.</param>
/// <param name="Width">Units of <see cref="Drawing.Drawing"/>.</param>
/// <param name="Height">The same.</param>
/// <param name="Fault">Why it could not be drawn, with what to do; null where it was.</param>
public sealed record DrawnFigure(byte[]? Png, int Width, int Height, string? Fault)
{
    /// <summary>How long it took to draw and encode.</summary>
    public double Milliseconds { get; init; }
}

/// <summary>Draws all pictures of a report, several at once.</summary>
public static class Figures
{
    /// <summary>Draws them. Where no font can be found every picture is replaced by a notice that names what to install: never by boxes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="fonts">The letters; null for those of this machine.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IReadOnlyDictionary<Figure, DrawnFigure> Draw(Report report, FontBook? fonts = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var drawn = new ConcurrentDictionary<Figure, DrawnFigure>(ReferenceEqualityComparer.Instance);
        try
        {
            fonts ??= FontBook.System;
        }
        catch (FontMissingException missing)
        {
            return report.Figures.ToDictionary(f => f, _ => new DrawnFigure(null, 0, 0, missing.Message), new SameFigure());
        }

        Parallel.ForEach(report.Figures, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount), CancellationToken = cancellation }, figure =>
        {
            var begin = Stopwatch.GetTimestamp();
            var (width, height) = Painter.SizeOf(figure.Drawing);
            drawn[figure] = new DrawnFigure(Painter.Paint(figure.Drawing, fonts), width, height, null) { Milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds };
        });
        return drawn;
    }

    private sealed class SameFigure : IEqualityComparer<Figure>
    {
        public bool Equals(Figure? x, Figure? y) => ReferenceEquals(x, y);

        public int GetHashCode(Figure obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
