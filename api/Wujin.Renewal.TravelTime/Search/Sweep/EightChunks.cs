using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>
/// The inner loops of eight searches over chunks of eight states: eight states' labels in eight registers, so that the loads of one state hide behind those
/// of the others.
/// </summary>
internal static unsafe class EightChunks
{
    private const int Lanes = 8;

    /// <summary>With vector instructions.</summary>
    public static void Vectors(uint* labels, int* ends, uint* times, int* arcCounts, int chunks)
    {
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var own = labels + ((long)chunk * Lanes * Lanes);
            var (a, b, c, d) = (Own(own, 0), Own(own, 1), Own(own, 2), Own(own, 3));
            var (e, f, g, h) = (Own(own, 4), Own(own, 5), Own(own, 6), Own(own, 7));
            for (var n = arcCounts[chunk]; n > 0; n--)
            {
                a = Least(a, labels, ends, times, 0);
                b = Least(b, labels, ends, times, 1);
                c = Least(c, labels, ends, times, 2);
                d = Least(d, labels, ends, times, 3);
                e = Least(e, labels, ends, times, 4);
                f = Least(f, labels, ends, times, 5);
                g = Least(g, labels, ends, times, 6);
                h = Least(h, labels, ends, times, 7);
                ends += Lanes;
                times += Lanes;
            }

            a.Store(own);
            b.Store(own + Lanes);
            c.Store(own + (2 * Lanes));
            d.Store(own + (3 * Lanes));
            e.Store(own + (4 * Lanes));
            f.Store(own + (5 * Lanes));
            g.Store(own + (6 * Lanes));
            h.Store(own + (7 * Lanes));
        }
    }

    /// <summary>Without.</summary>
    public static void Scalars(uint* labels, int* ends, uint* times, int* arcCounts, int chunks)
    {
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            for (var n = arcCounts[chunk]; n > 0; n--)
            {
                for (var state = 0; state < Lanes; state++)
                {
                    var own = labels + (((long)chunk * Lanes) + state) * Lanes;
                    var above = labels + ((long)ends[state] * Lanes);
                    for (var lane = 0; lane < Lanes; lane++)
                    {
                        own[lane] = Math.Min(own[lane], above[lane] + times[state]);
                    }
                }

                ends += Lanes;
                times += Lanes;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Own(uint* labels, int state) => Vector256.Load(labels + (state * Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Least(Vector256<uint> own, uint* labels, int* ends, uint* times, int state) =>
        Vector256.Min(own, Vector256.Load(labels + ((long)ends[state] * Lanes)) + Vector256.Create(times[state]));
}
