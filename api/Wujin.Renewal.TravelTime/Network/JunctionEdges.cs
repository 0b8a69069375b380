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
        : this(TailsOf(segments), junctionCount)
    {
    }

    /// <summary>Collects them.</summary>
    /// <param name="tails">Where each edge begins.</param>
    /// <param name="junctionCount">One more than the highest junction.</param>
    internal JunctionEdges(ReadOnlySpan<int> tails, int junctionCount)
    {
        _first = new int[junctionCount + 2];
        foreach (var tail in tails)
        {
            _first[tail + 2]++;
        }

        for (var j = 2; j < _first.Length; j++)
        {
            _first[j] += _first[j - 1];
        }

        _edges = new int[tails.Length];
        for (var edge = 0; edge < tails.Length; edge++)
        {
            _edges[_first[tails[edge] + 1]++] = edge;
        }
    }

    /// <summary>The edges that begin at a junction, by number.</summary>
    public ReadOnlySpan<int> From(int junction) => _edges.AsSpan(_first[junction], _first[junction + 1] - _first[junction]);

    private static int[] TailsOf(ReadOnlySpan<Segment> segments)
    {
        var tails = new int[segments.Length * 2];
        for (var s = 0; s < segments.Length; s++)
        {
            tails[2 * s] = segments[s].From;
            tails[2 * s + 1] = segments[s].To;
        }

        return tails;
    }
}
