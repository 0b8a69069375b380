namespace Wujin.Renewal.TravelTime.Search.Ordering;

/// <summary>
/// Maximum flow between two sets of junctions over segments of capacity one, by blocking flows (Dinic 1970), and the minimum cuts it proves.
/// Reusable: grows to the largest cell it has seen and allocates nothing afterwards.
/// </summary>
internal sealed class MaximumFlow
{
    private const int Source = 1;
    private const int Sink = 2;

    private byte[] _role = [];
    private sbyte[] _flow = [];
    private int[] _level = [];
    private int[] _cursor = [];
    private int[] _queue = [];
    private int[] _path = [];

    /// <summary>Sends as much flow as there is from the first to the last junctions of a sorted list.</summary>
    /// <param name="cell">The graph.</param>
    /// <param name="sorted">Its junctions, sorted along a direction.</param>
    /// <param name="terminals">How many junctions at each end are sources and sinks.</param>
    /// <param name="giveUp">Stops as soon as this much has been sent: the cut would be no better than what is known.</param>
    /// <returns>The flow, which is the size of the cut.</returns>
    public int Send(DissectionCell cell, int[] sorted, int terminals, int giveUp)
    {
        Reset(cell);
        for (var i = 0; i < terminals; i++)
        {
            _role[sorted[i]] = Source;
            _role[sorted[^(i + 1)]] = Sink;
        }

        // Only sources with a segment to something else can send; most have none.
        var sources = sorted.AsSpan(0, terminals);
        var fronts = Fronts(cell, sources);
        var flow = 0;
        while (flow < giveUp && Levels(cell, sources, fronts))
        {
            foreach (var source in fronts)
            {
                while (flow < giveUp && Augment(cell, source))
                {
                    flow++;
                }
            }
        }

        return flow;
    }

    /// <summary>
    /// After <see cref="Send"/>: which junctions belong to the first part. Of the cut next to the sources and the one next to the sinks, the better
    /// balanced one.
    /// </summary>
    /// <returns>How many junctions the first part has.</returns>
    public int Cut(DissectionCell cell, int[] sorted, int terminals, int[] part)
    {
        var fromSources = Reach(cell, sorted.AsSpan(0, terminals), forward: true);
        for (var v = 0; v < cell.Count; v++)
        {
            part[v] = _level[v] >= 0 ? 0 : 1;
        }

        var untilSinks = cell.Count - Reach(cell, sorted.AsSpan(sorted.Length - terminals), forward: false);
        if (Math.Abs((2 * untilSinks) - cell.Count) >= Math.Abs((2 * fromSources) - cell.Count))
        {
            return fromSources;
        }

        for (var v = 0; v < cell.Count; v++)
        {
            part[v] = _level[v] >= 0 ? 1 : 0;
        }

        return untilSinks;
    }

    private void Reset(DissectionCell cell)
    {
        if (_role.Length < cell.Count)
        {
            _role = new byte[cell.Count];
            _level = new int[cell.Count];
            _cursor = new int[cell.Count];
            _queue = new int[cell.Count];
            _path = new int[cell.Count];
        }

        if (_flow.Length < cell.Heads.Length)
        {
            _flow = new sbyte[cell.Heads.Length];
        }

        _role.AsSpan(0, cell.Count).Clear();
        _flow.AsSpan(0, cell.Heads.Length).Clear();
    }

    /// <summary>Breadth-first distances from the sources over arcs that can take more flow; false where no sink is reached.</summary>
    private bool Levels(DissectionCell cell, ReadOnlySpan<int> sources, List<int> fronts)
    {
        Begin(cell, sources, out var end);
        fronts.CopyTo(_queue);
        end = fronts.Count;
        var sinkLevel = int.MaxValue;
        for (var head = 0; head < end && _level[_queue[head]] < sinkLevel; head++)
        {
            var v = _queue[head];
            for (var a = cell.First[v]; a < cell.First[v + 1]; a++)
            {
                var w = cell.Heads[a];
                if (_level[w] >= 0 || _flow[a] == 1)
                {
                    continue;
                }

                _level[w] = _level[v] + 1;
                if (_role[w] == Sink)
                {
                    sinkLevel = _level[w];
                }
                else
                {
                    _queue[end++] = w;
                }
            }
        }

        return sinkLevel < int.MaxValue;
    }

    private List<int> Fronts(DissectionCell cell, ReadOnlySpan<int> sources)
    {
        var fronts = new List<int>();
        foreach (var v in sources)
        {
            foreach (var w in cell.Heads.AsSpan(cell.First[v]..cell.First[v + 1]))
            {
                if (_role[w] != Source)
                {
                    fronts.Add(v);
                    break;
                }
            }
        }

        return fronts;
    }

    private void Begin(DissectionCell cell, ReadOnlySpan<int> seeds, out int end)
    {
        _level.AsSpan(0, cell.Count).Fill(-1);
        cell.First.AsSpan(0, cell.Count).CopyTo(_cursor);
        end = 0;
        foreach (var v in seeds)
        {
            _level[v] = 0;
            _queue[end++] = v;
        }
    }

    /// <summary>Sends one unit from a source along levels, depth first; false where none gets through.</summary>
    private bool Augment(DissectionCell cell, int source)
    {
        var depth = 0;
        var v = source;
        while (true)
        {
            var a = Advance(cell, v);
            if (a >= 0)
            {
                _path[depth++] = a;
                v = cell.Heads[a];
                if (_role[v] == Sink)
                {
                    for (var i = 0; i < depth; i++)
                    {
                        _flow[_path[i]]++;
                        _flow[cell.Twins[_path[i]]]--;
                    }

                    return true;
                }
            }
            else if (depth == 0)
            {
                return false;
            }
            else
            {
                v = cell.Heads[cell.Twins[_path[--depth]]];
                _cursor[v]++;
            }
        }
    }

    private int Advance(DissectionCell cell, int v)
    {
        for (; _cursor[v] < cell.First[v + 1]; _cursor[v]++)
        {
            var a = _cursor[v];
            var w = cell.Heads[a];
            if (_flow[a] < 1 && _level[w] == _level[v] + 1)
            {
                return a;
            }
        }

        return -1;
    }

    /// <summary>Marks with a level what the seeds reach over arcs that can take more flow, or what reaches them.</summary>
    private int Reach(DissectionCell cell, ReadOnlySpan<int> seeds, bool forward)
    {
        Begin(cell, seeds, out var end);
        for (var head = 0; head < end; head++)
        {
            var v = _queue[head];
            for (var a = cell.First[v]; a < cell.First[v + 1]; a++)
            {
                var w = cell.Heads[a];
                if (_level[w] < 0 && (forward ? _flow[a] : _flow[cell.Twins[a]]) < 1)
                {
                    _level[w] = 0;
                    _queue[end++] = w;
                }
            }
        }

        return end;
    }
}
