using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>Places where roads meet. Two that are nearer than <see cref="SameMetres"/> are one.</summary>
internal sealed class Junctions
{
    /// <summary>Closer together is the same junction.</summary>
    public const double SameMetres = 8;

    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];
    private readonly List<Vec> _positions = [];
    private readonly List<long> _nodeIds = [];

    public int Count => _positions.Count;

    public Vec Position(int junction) => _positions[junction];

    /// <summary>The node in the file, or 0 where it was not written yet.</summary>
    public long NodeId(int junction) => _nodeIds[junction];

    public void SetNodeId(int junction, long nodeId) => _nodeIds[junction] = nodeId;

    /// <summary>The junction at a place; it is made where there is none.</summary>
    public int At(Vec place)
    {
        var (x, y) = ((int)Math.Floor(place.X / SameMetres), (int)Math.Floor(place.Y / SameMetres));
        for (var i = x - 1; i <= x + 1; i++)
        {
            for (var j = y - 1; j <= y + 1; j++)
            {
                if (_cells.TryGetValue((i, j), out var list))
                {
                    foreach (var junction in list)
                    {
                        if (Vec.Distance(_positions[junction], place) < SameMetres)
                        {
                            return junction;
                        }
                    }
                }
            }
        }

        if (!_cells.TryGetValue((x, y), out var cell))
        {
            _cells.Add((x, y), cell = []);
        }

        cell.Add(_positions.Count);
        _positions.Add(place);
        _nodeIds.Add(0);
        return _positions.Count - 1;
    }
}
