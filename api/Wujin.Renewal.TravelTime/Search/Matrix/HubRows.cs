using System.Numerics;

namespace Wujin.Renewal.TravelTime.Search.Matrix;

/// <summary>
/// The climbs of all destinations, by hub: for each state that any of them meets, the times from there to the destinations, as a dense row over those
/// destinations that can meet it at all.
/// </summary>
/// <remarks>
/// Destinations stand in the order of their lowest ranks. In a post-order the destinations below a state are then neighbours, so rows have few gaps.
/// </remarks>
internal sealed class HubRows
{
    private readonly int[] _firstColumn;
    private readonly int[] _begin;
    private readonly int[] _length;
    private readonly List<int> _hubs = [];
    private uint[] _times = [];

    /// <summary>Makes the workspace.</summary>
    public HubRows(int states)
    {
        _firstColumn = new int[states];
        _begin = new int[states];
        _length = new int[states];
    }

    /// <summary>Lays the rows out and fills them.</summary>
    /// <param name="climbs">By column: rank and time of each state met.</param>
    public void Fill(List<(int Rank, uint Milliseconds)>[] climbs)
    {
        foreach (var hub in _hubs)
        {
            _length[hub] = 0;
        }

        _hubs.Clear();
        for (var column = 0; column < climbs.Length; column++)
        {
            foreach (var (rank, _) in climbs[column])
            {
                if (_length[rank] == 0)
                {
                    _hubs.Add(rank);
                    _firstColumn[rank] = column;
                }

                _length[rank] = column - _firstColumn[rank] + 1;
            }
        }

        var total = 0;
        foreach (var hub in _hubs)
        {
            _begin[hub] = total;
            total += _length[hub];
        }

        if (_times.Length < total)
        {
            _times = new uint[total];
        }

        _times.AsSpan(0, total).Fill(ReachField.Unreached);
        for (var column = 0; column < climbs.Length; column++)
        {
            foreach (var (rank, milliseconds) in climbs[column])
            {
                _times[_begin[rank] + column - _firstColumn[rank]] = milliseconds;
            }
        }
    }

    /// <summary>Lowers the times of a row of the matrix by way of one hub.</summary>
    /// <param name="rank">The hub.</param>
    /// <param name="toHub">The time to it.</param>
    /// <param name="row">By column.</param>
    public void Improve(int rank, uint toHub, Span<uint> row)
    {
        var times = _times.AsSpan(_begin[rank], _length[rank]);
        row = row.Slice(_length[rank] == 0 ? 0 : _firstColumn[rank], times.Length);
        var i = 0;
        var offset = new Vector<uint>(toHub);
        for (; i + Vector<uint>.Count <= times.Length; i += Vector<uint>.Count)
        {
            Vector.Min(new Vector<uint>(row[i..]), new Vector<uint>(times[i..]) + offset).CopyTo(row[i..]);
        }

        for (; i < times.Length; i++)
        {
            row[i] = Math.Min(row[i], times[i] + toHub);
        }
    }
}
