using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>A road as drawn, before it is known what it crosses.</summary>
/// <param name="Style">What it is.</param>
/// <param name="Shape">Where it runs.</param>
/// <param name="Bridges">Parts that are bridges, metres along, in order.</param>
internal sealed record RoadLine(RoadStyle Style, Polyline Shape, IReadOnlyList<(double From, double To)> Bridges);

/// <summary>Roads on the ground: wherever two of them cross or one ends at another, they get a junction.</summary>
internal sealed class LineWork(Junctions junctions)
{
    // A line that ends so close to another was meant to end on it.
    private const double ReachMetres = 2;
    private const double CellMetres = 250;

    private readonly List<RoadLine> _lines = [];
    private readonly List<List<(double Along, int Junction)>> _cuts = [];

    public IReadOnlyList<RoadLine> Lines => _lines;

    public PieceIndex Index { get; } = new(CellMetres);

    /// <summary>Adds a road.</summary>
    /// <returns>Its number.</returns>
    public int Add(RoadLine line)
    {
        Index.Add(_lines.Count, line.Shape);
        _lines.Add(line);
        _cuts.Add([]);
        return _lines.Count - 1;
    }

    /// <summary>Puts a junction on a road.</summary>
    public int Cut(int line, double along)
    {
        var junction = junctions.At(_lines[line].Shape.At(along));
        _cuts[line].Add((along, junction));
        return junction;
    }

    /// <summary>All roads with their junctions, in the order in which they were added.</summary>
    public List<Chain> Chains()
    {
        for (var number = 0; number < _lines.Count; number++)
        {
            var line = _lines[number];
            foreach (var crossing in Crossing.Of(line.Shape, Index, ReachMetres))
            {
                if (crossing.Other > number && line.Style.Meets(_lines[crossing.Other].Style))
                {
                    var junction = junctions.At(line.Shape.At(crossing.Along));
                    _cuts[number].Add((crossing.Along, junction));
                    _cuts[crossing.Other].Add((crossing.OtherAlong, junction));
                }
            }
        }

        return [.. _lines.Select((l, i) => Chain.Of(l.Style, l.Shape, _cuts[i], l.Bridges, junctions)).OfType<Chain>()];
    }
}
