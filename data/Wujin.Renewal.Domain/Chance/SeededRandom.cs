using System.Numerics;

namespace Wujin.Renewal.Domain.Chance;

/// <summary>
/// Random numbers that are the same for the same seed on every machine and in every version of .NET (the algorithm of
/// <see cref="Random"/> is not promised): xoshiro256** 1.0 by Blackman and Vigna, seeded by SplitMix64 (prng.di.unimi.it).
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of a seed.</summary>
    public SeededRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>
    /// A sequence of its own for one purpose: drawing more numbers for one thing does not change what is drawn for another.
    /// </summary>
    public static SeededRandom For(ulong seed, string purpose)
    {
        var hash = 14695981039346656037UL; // FNV-1a, 64 bits
        foreach (var c in purpose)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return new SeededRandom(seed ^ hash);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>From 0 inclusive to 1 exclusive.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From <paramref name="low"/> inclusive to <paramref name="high"/> exclusive.</summary>
    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>A whole number, both ends inclusive.</summary>
    public int Between(int low, int high) => low + (int)(Next() * (high - low + 1));

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count - 1)];

    /// <summary>Around 0 like a bell, within ±2, standard deviation about 0.58 (sum of four uniform numbers).</summary>
    public double Bell() => Next() + Next() + Next() + Next() - 2;

    /// <summary>A list in random order (Fisher and Yates).</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = Between(0, i);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
