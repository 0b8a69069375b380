using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>A built-up area: one place, or several that have grown together.</summary>
internal sealed class Settlement
{
    private readonly Vec[] _mainGates;

    public Settlement(string key, string nameZh, string nameEn, SettlementSize size, Vec centre, double turnRadians, Outline outline, ulong seed)
    {
        (Key, NameZh, NameEn, Size, Centre, Outline) = (key, nameZh, nameEn, size, centre, outline);
        Members = [(centre, size)];
        Frame = new StreetFrame(centre, turnRadians, Math.Sqrt(outline.AreaM2 / Math.PI), SeededRandom.For(seed, "frame " + key));
        _mainGates = [.. MainStreets().SelectMany(line => new[] { line.Start, line.End })];
    }

    /// <summary>What its streets are seeded with.</summary>
    public string Key { get; }

    public string NameZh { get; }

    public string NameEn { get; }

    public SettlementSize Size { get; }

    /// <summary>Middles of the places in it, the most important first, and how large each is.</summary>
    public IReadOnlyList<(Vec Centre, SettlementSize Size)> Members { get; init; }

    /// <summary>Where the main streets cross.</summary>
    public Vec Centre { get; }

    public StreetFrame Frame { get; }

    /// <summary>The road around it.</summary>
    public Outline Outline { get; }

    /// <summary>Main roads within it, as drawn from outside.</summary>
    public List<RoadLine> Through { get; } = [];

    /// <summary>Where roads from outside arrive: junctions of the open country.</summary>
    public SortedSet<int> Gates { get; } = [];

    /// <summary>The two main streets, from ring road to ring road.</summary>
    public IEnumerable<Polyline> MainStreets()
    {
        var reach = Vec.Distance(Outline.Low, Outline.High);
        foreach (var alongU in new[] { true, false })
        {
            var line = Frame.Line(alongU, 0, -reach, reach);
            var middle = line.Nearest(Centre).Along;
            var (from, to) = Outline.Inside(line).MinBy(s => Math.Max(s.From - middle, middle - s.To));
            if (line.Part(from, to) is { } part)
            {
                yield return part;
            }
        }
    }

    /// <summary>Where a road to a place leaves: the end of a main street, or where else the ring road faces it.</summary>
    public Vec GateTowards(Vec place)
    {
        var best = _mainGates.MinBy(g => -(g - Centre).Unit.Dot((place - Centre).Unit));
        if ((best - Centre).Unit.Dot((place - Centre).Unit) > 0.75)
        {
            return best;
        }

        var ray = new Polyline([Centre, Centre + ((place - Centre).Unit * Vec.Distance(Outline.Low, Outline.High))]);
        var edge = Outline.Inside(ray).Select(s => s.To).DefaultIfEmpty(0).Max();
        return ray.At(edge);
    }
}
