namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Which edges begin at each junction (whoever may use them), in compressed rows. The edges that end there are the same, each with its last bit flipped.</summary>
public sealed class JunctionEdges
{
    private readonly int[] _first;
    private readonly int[] _edges;

    /// <summary>Collects them; costs one pass over the segments.</summary>
    /// <param name="segments">Of the network.</param>
    /// <param name="junctionCount">Of the network.</param>
    public JunctionEdges(ReadOnlySpan<Segment> segments, int junctionCount)
    {
        _first = new int[junctionCount + 2];
        foreach (ref readonly var segment in segments)
        {
            _first[segment.From + 2]++;
            _first[segment.To + 2]++;
        }

        for (var j = 2; j < _first.Length; j++)
        {
            _first[j] += _first[j - 1];
        }

        _edges = new int[segments.Length * 2];
        for (var s = 0; s < segments.Length; s++)
        {
            _edges[_first[segments[s].From + 1]++] = 2 * s;
            _edges[_first[segments[s].To + 1]++] = 2 * s + 1;
        }
    }

    /// <summary>The edges that begin at a junction, by number.</summary>
    public ReadOnlySpan<int> From(int junction) => _edges.AsSpan(_first[junction], _first[junction + 1] - _first[junction]);
}
