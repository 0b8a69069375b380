using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>A lake or a waterway as drawn.</summary>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="WidthM">Width of a river or canal, metres; 0 for a lake.</param>
/// <param name="Course">Along its middle; of a lake, its shore.</param>
/// <param name="Area">Of a lake and of a wide river.</param>
internal sealed record Water(string NameZh, string NameEn, double WidthM, Polyline Course, Outline? Area);

/// <summary>All water, and where lines cross it.</summary>
internal sealed class Waters
{
    /// <summary>Rivers of this width and more are areas.</summary>
    public const double WideMetres = 400;

    // A bridge begins so far before the bank.
    private const double BankMetres = 12;

    private readonly PieceIndex _courses = new(500);
    private readonly List<Water> _all = [];

    public IReadOnlyList<Water> All => _all;

    public void Add(Water water)
    {
        if (water.Area is null)
        {
            _courses.Add(_all.Count, water.Course);
        }

        _all.Add(water);
    }

    /// <summary>The parts of a line over water, bank to bank, in order and apart.</summary>
    public List<(double From, double To)> Spans(Polyline line)
    {
        var spans = new List<(double From, double To)>();
        foreach (var crossing in Crossing.Of(line, _courses, leastSine: 1e-6))
        {
            var half = ((_all[crossing.Other].WidthM / 2) + BankMetres) / Math.Max(crossing.Sine, 0.1);
            spans.Add((crossing.Along - half, crossing.Along + half));
        }

        foreach (var water in _all.Where(w => w.Area is not null))
        {
            spans.AddRange(water.Area!.Inside(line).Select(s => (s.From - BankMetres, s.To + BankMetres)));
        }

        return Merged(spans);
    }

    /// <summary>The parts of a line on land that are long enough to be a road.</summary>
    public IEnumerable<Polyline> DryParts(Polyline line)
    {
        var at = 0.0;
        foreach (var (from, to) in Spans(line).Append((line.Length, line.Length)))
        {
            if (from - at > 30 && line.Part(at, from) is { } part)
            {
                yield return part;
            }

            at = to;
        }
    }

    /// <summary>Whether a place is in a lake or a wide river, or nearer to one than a distance.</summary>
    public bool IsOpenWater(Vec place, double metres) =>
        _all.Any(w => w.Area is { } area && IsInBox(area, place, metres) && (area.Contains(place) || area.Ring.Nearest(place).Distance < metres));

    /// <summary>Whether a line crosses a lake or a wide river.</summary>
    public bool Crosses(Polyline line) => _all.Any(w => w.Area is { } area && area.Inside(line).Count > 0);

    /// <summary>Whether a place is nearer to any water than a distance.</summary>
    public bool IsNear(Vec place, double metres) => IsOpenWater(place, metres) || _courses.Distance(place, metres + 40) < metres + 40;

    /// <summary>Spans in order, those that overlap made one.</summary>
    public static List<(double From, double To)> Merged(List<(double From, double To)> spans)
    {
        spans.Sort();
        var merged = new List<(double From, double To)>(spans.Count);
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.From <= merged[^1].To)
            {
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, span.To));
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    private static bool IsInBox(Outline area, Vec place, double margin) =>
        place.X > area.Low.X - margin && place.X < area.High.X + margin && place.Y > area.Low.Y - margin && place.Y < area.High.Y + margin;
}
