using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Ordering;

/// <summary>
/// Junctions and the segments that one mode may use, as the first cell of a dissection; with the dead ends taken off, which need no cut: whatever is
/// reached over one segment only is contracted first, from the tips inwards.
/// </summary>
internal sealed class JunctionGraph
{
    private readonly RoadNetwork _network;
    private readonly int[] _degree;
    private readonly bool[] _isUsed;
    private readonly List<int> _deadEnds = [];

    /// <summary>Reads which segments are usable.</summary>
    public JunctionGraph(RoadNetwork network, TurnGraph graph)
    {
        _network = network;
        _degree = new int[network.Junctions.Length];
        _isUsed = new bool[network.Segments.Length];
        var segments = network.Segments.Span;
        var states = graph.FirstState.Span;
        for (var s = 0; s < segments.Length; s++)
        {
            if (states[2 * s] < 0 && states[(2 * s) + 1] < 0)
            {
                continue;
            }

            if (segments[s].From == segments[s].To)
            {
                _deadEnds.Add(s);
                continue;
            }

            _isUsed[s] = true;
            _degree[segments[s].From]++;
            _degree[segments[s].To]++;
        }

        TakeOffDeadEnds();
    }

    /// <summary>Loops and dead ends, in the order in which they are to be contracted.</summary>
    public IReadOnlyList<int> DeadEnds => _deadEnds;

    /// <summary>What is left, with its junctions sorted along the directions.</summary>
    public DissectionCell Core()
    {
        var (first, incident) = Incidence();
        var junctions = new List<int>();
        var local = new int[_degree.Length];
        for (var j = 0; j < _degree.Length; j++)
        {
            if (_degree[j] > 0)
            {
                local[j] = junctions.Count;
                junctions.Add(j);
            }
        }

        var rows = new int[junctions.Count + 1];
        var arcs = incident.Length;
        var cell = new DissectionCell { First = rows, Heads = new int[arcs], Twins = new int[arcs], Edges = new int[arcs], Sorted = Sort(junctions) };
        var seen = new int[_isUsed.Length];
        var segments = _network.Segments.Span;
        for (var v = 0; v < junctions.Count; v++)
        {
            var j = junctions[v];
            rows[v + 1] = first[j + 1];
            for (var a = first[j]; a < first[j + 1]; a++)
            {
                ref readonly var s = ref segments[incident[a]];
                cell.Heads[a] = local[s.From == j ? s.To : s.From];
                cell.Edges[a] = (2 * incident[a]) + (s.From == j ? 0 : 1);
                ref var other = ref seen[incident[a]];
                if (other > 0)
                {
                    cell.Twins[a] = other - 1;
                    cell.Twins[other - 1] = a;
                }

                other = a + 1;
            }
        }

        return cell;
    }

    private (int[] First, int[] Incident) Incidence()
    {
        var segments = _network.Segments.Span;
        var first = new int[_degree.Length + 1];
        for (var j = 0; j < _degree.Length; j++)
        {
            first[j + 1] = first[j] + _degree[j];
        }

        var next = first.AsSpan(0, _degree.Length).ToArray();
        var incident = new int[first[^1]];
        for (var s = 0; s < segments.Length; s++)
        {
            if (_isUsed[s])
            {
                incident[next[segments[s].From]++] = s;
                incident[next[segments[s].To]++] = s;
            }
        }

        return (first, incident);
    }

    private void TakeOffDeadEnds()
    {
        var (first, incident) = Incidence();
        var segments = _network.Segments.Span;
        for (var j = 0; j < _degree.Length; j++)
        {
            for (var tip = j; tip >= 0 && _degree[tip] == 1;)
            {
                var s = Array.Find(incident[first[tip]..first[tip + 1]], candidate => _isUsed[candidate]);
                _isUsed[s] = false;
                _deadEnds.Add(s);
                _degree[tip] = 0;
                tip = segments[s].From == tip ? segments[s].To : segments[s].From;
                _degree[tip]--;
            }
        }
    }

    private int[][] Sort(List<int> junctions)
    {
        var positions = _network.Junctions.Span;
        var middle = junctions.Count > 0 ? positions[junctions[junctions.Count / 2]].Latitude : 0;
        var shrink = Math.Cos(middle * Math.PI / 180);
        var sorted = new int[InertialFlow.Directions.Length][];
        for (var d = 0; d < sorted.Length; d++)
        {
            var (east, north) = InertialFlow.Directions[d];
            var keys = new double[junctions.Count];
            sorted[d] = new int[junctions.Count];
            for (var v = 0; v < junctions.Count; v++)
            {
                var at = positions[junctions[v]];
                keys[v] = (east * at.LonE7 * shrink) + (north * at.LatE7);
                sorted[d][v] = v;
            }

            Array.Sort(keys, sorted[d]);
        }

        return sorted;
    }
}
