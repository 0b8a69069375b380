using System.Numerics;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>For some states a set of small numbers, as bits; for most states nothing.</summary>
internal sealed class StateSets(int states, int size)
{
    private readonly ulong[]?[] _bits = new ulong[states][];
    private readonly int _words = (size + 63) / 64;

    /// <summary>How many numbers all sets have together.</summary>
    public int Count => _bits.Sum(words => words?.Sum(BitOperations.PopCount) ?? 0);

    /// <summary>Whether a state has a set.</summary>
    public bool Has(int state) => _bits[state] is not null;

    /// <summary>Adds a number.</summary>
    public void Add(int state, int number) => (_bits[state] ??= new ulong[_words])[number >> 6] |= 1UL << number;

    /// <summary>Adds the numbers of another state.</summary>
    public void AddAll(int state, int other)
    {
        var target = _bits[state] ??= new ulong[_words];
        var source = _bits[other]!;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] |= source[i];
        }
    }

    /// <summary>The numbers of a state, ascending.</summary>
    public IEnumerable<int> Of(int state)
    {
        if (_bits[state] is not { } words)
        {
            yield break;
        }

        for (var i = 0; i < words.Length; i++)
        {
            for (var bits = words[i]; bits != 0; bits &= bits - 1)
            {
                yield return (i * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}
