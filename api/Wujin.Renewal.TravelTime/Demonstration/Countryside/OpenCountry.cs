using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Demonstration.Settlements;

namespace Wujin.Renewal.TravelTime.Demonstration.Countryside;

/// <summary>Roads between built-up areas: every road put here is cut where it enters one and gets a gate there.</summary>
internal sealed class OpenCountry
{
    private const double GateMetres = 5;
    private const int MostInTownKmh = 80;

    private readonly IReadOnlyList<Settlement> _settlements;
    private readonly Waters _waters;

    /// <param name="settlements">What roads are cut by.</param>
    /// <param name="waters">What they bridge.</param>
    public OpenCountry(IReadOnlyList<Settlement> settlements, Waters waters)
    {
        (_settlements, _waters) = (settlements, waters);
        Work = new LineWork(Junctions);
    }

    public Junctions Junctions { get; } = new();

    public LineWork Work { get; }

    /// <summary>Adds the parts of a road outside built-up areas, with bridges over all water.</summary>
    /// <param name="style">What it is.</param>
    /// <param name="shape">Where it runs.</param>
    /// <param name="isThrough">Whether it goes on within built-up areas, or ends at their edge.</param>
    /// <returns>Numbers of the parts.</returns>
    public List<int> Add(RoadStyle style, Polyline shape, bool isThrough = false)
    {
        var inside = new List<(double From, double To)>();
        foreach (var settlement in _settlements)
        {
            foreach (var span in settlement.Outline.Inside(shape))
            {
                inside.Add(span);
                if (isThrough && shape.Part(span.From, span.To) is { } part)
                {
                    settlement.Through.Add(new RoadLine(style with { MaxSpeedKmh = Math.Min(style.MaxSpeedKmh, MostInTownKmh) }, part, _waters.Spans(part)));
                }
            }
        }

        var added = new List<int>();
        var at = 0.0;
        foreach (var (from, to) in Waters.Merged(inside).Append((shape.Length, shape.Length)))
        {
            if (from - at > 10 && shape.Part(at, from) is { } part)
            {
                var line = Work.Add(new RoadLine(style, part, _waters.Spans(part)));
                AddGate(line, 0);
                AddGate(line, part.Length);
                added.Add(line);
            }

            at = to;
        }

        return added;
    }

    private void AddGate(int line, double along)
    {
        var place = Work.Lines[line].Shape.At(along);
        foreach (var settlement in _settlements)
        {
            var (low, high) = (settlement.Outline.Low, settlement.Outline.High);
            if (place.X > low.X - GateMetres && place.X < high.X + GateMetres && place.Y > low.Y - GateMetres && place.Y < high.Y + GateMetres
                && settlement.Outline.Ring.Nearest(place).Distance < GateMetres)
            {
                settlement.Gates.Add(Work.Cut(line, along));
            }
        }
    }
}
