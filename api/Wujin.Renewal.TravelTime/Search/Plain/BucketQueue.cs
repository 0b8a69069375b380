using System.Numerics;

namespace Wujin.Renewal.TravelTime.Search.Plain;

/// <summary>
/// A queue of states by label in a ring of buckets, each for a range of milliseconds, each a doubly linked list (Dial 1969; several labels a bucket as in
/// Dinitz 1978). Within a bucket states come out in any order, so a search may settle a state twice; its labels are right all the same.
/// </summary>
internal sealed class BucketQueue
{
    /// <summary>Ring size at most; above, a bucket holds a wider range.</summary>
    private const int MostBuckets = 1 << 15;

    private readonly int[] _head;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly ulong[] _occupied;
    private readonly int _shift;
    private readonly int _mask;
    private int _current;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="states">How many states.</param>
    /// <param name="longest">The longest arc, milliseconds: no label in the queue is further ahead of the least.</param>
    /// <param name="shift">Log2 of the least range of a bucket, milliseconds.</param>
    public BucketQueue(int states, uint longest, int shift)
    {
        while ((longest >> shift) + 2 > MostBuckets)
        {
            shift++;
        }

        _shift = shift;
        var buckets = (int)BitOperations.RoundUpToPowerOf2(Math.Max((longest >> shift) + 2, 64));
        _mask = buckets - 1;
        _head = new int[buckets];
        Array.Fill(_head, -1);
        _next = new int[states];
        _previous = new int[states];
        _occupied = new ulong[buckets / 64];
    }

    /// <summary>How many states wait.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a search whose least label is this. The queue must be empty.</summary>
    public void Begin(uint least) => _current = (int)(least >> _shift) & _mask;

    /// <summary>Adds a state that does not wait.</summary>
    public void Add(int state, uint label)
    {
        var bucket = (int)(label >> _shift) & _mask;
        var next = _head[bucket];
        _next[state] = next;
        _previous[state] = -1 - bucket;
        if (next >= 0)
        {
            _previous[next] = state;
        }

        _head[bucket] = state;
        _occupied[bucket >> 6] |= 1UL << bucket;
        Count++;
    }

    /// <summary>Moves a waiting state to a lower label.</summary>
    public void Lower(int state, uint oldLabel, uint newLabel)
    {
        if (((oldLabel ^ newLabel) >> _shift) == 0)
        {
            return;
        }

        Unlink(state);
        Count--;
        Add(state, newLabel);
    }

    /// <summary>Takes a state of the first bucket that holds any.</summary>
    public int Take()
    {
        while (_head[_current] < 0)
        {
            Forward();
        }

        var state = _head[_current];
        Unlink(state);
        Count--;
        return state;
    }

    private void Forward()
    {
        var word = _current >> 6;
        var bits = _occupied[word] & (~0UL << _current);
        while (bits == 0)
        {
            word = (word + 1) & (_occupied.Length - 1);
            bits = _occupied[word];
        }

        _current = (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    private void Unlink(int state)
    {
        var (previous, next) = (_previous[state], _next[state]);
        if (next >= 0)
        {
            _previous[next] = previous;
        }

        if (previous >= 0)
        {
            _next[previous] = next;
            return;
        }

        var bucket = -1 - previous;
        _head[bucket] = next;
        if (next < 0)
        {
            _occupied[bucket >> 6] &= ~(1UL << bucket);
        }
    }
}
