using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

/// <summary>Straight lines, and whether another one crosses any of them: exactly, on whole ten-millionths of a degree.</summary>
internal sealed class Segments
{
    private const int CellUnits = 100_000;

    private readonly Dictionary<(int, int), List<(Position From, Position To)>> _cells = [];

    public Segments(IEnumerable<(Position From, Position To)> lines)
    {
        foreach (var line in lines)
        {
            foreach (var cell in Cells(line))
            {
                if (!_cells.TryGetValue(cell, out var list))
                {
                    _cells.Add(cell, list = []);
                }

                list.Add(line);
            }
        }
    }

    public bool Cross((Position From, Position To) line) =>
        Cells(line).Any(cell => _cells.TryGetValue(cell, out var others) && others.Exists(o => Cross(line.From, line.To, o.From, o.To)));

    private static bool Cross(Position a, Position b, Position c, Position d) =>
        Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

    private static int Side(Position a, Position b, Position c) =>
        Math.Sign(((Int128)(b.LonE7 - (long)a.LonE7) * (c.LatE7 - (long)a.LatE7)) - ((Int128)(b.LatE7 - (long)a.LatE7) * (c.LonE7 - (long)a.LonE7)) is var cross && cross > 0 ? 1 : cross < 0 ? -1 : 0);

    private static IEnumerable<(int, int)> Cells((Position From, Position To) line)
    {
        for (var x = Math.Min(line.From.LonE7, line.To.LonE7) / CellUnits; x <= Math.Max(line.From.LonE7, line.To.LonE7) / CellUnits; x++)
        {
            for (var y = Math.Min(line.From.LatE7, line.To.LatE7) / CellUnits; y <= Math.Max(line.From.LatE7, line.To.LatE7) / CellUnits; y++)
            {
                yield return (x, y);
            }
        }
    }
}
