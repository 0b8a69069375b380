using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>From labels by place, eight side by side, to eight arrays by edge: eight edges at a time, turned round in registers.</summary>
internal static unsafe class LaneReader
{
    private const int Lanes = 8;

    /// <summary>Reads them.</summary>
    /// <param name="sweep">Where the states of each edge are.</param>
    /// <param name="byPlace">By place and lane, and one more place that is unreached.</param>
    /// <param name="limit">Beyond it an edge is unreached.</param>
    /// <param name="byEdge">By lane and edge; receives the labels.</param>
    /// <param name="lanes">How many are wanted.</param>
    /// <param name="usesVectors">False: the same without vector instructions.</param>
    public static void Read(ChunkedSweep sweep, ReadOnlySpan<uint> byPlace, uint limit, uint[][] byEdge, int lanes, bool usesVectors)
    {
        var plain = sweep.EdgePlaces;
        var e = usesVectors && lanes == Lanes ? ReadEights(plain, byPlace, limit, byEdge) : 0;
        for (; e < plain.Length; e++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                var label = byPlace[(plain[e] * Lanes) + lane];
                byEdge[lane][e] = label <= limit ? label : ReachField.Unreached;
            }
        }

        foreach (var (edge, place) in sweep.OtherPlaces)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                var label = byPlace[(place * Lanes) + lane];
                byEdge[lane][edge] = label <= limit ? Math.Min(label, byEdge[lane][edge]) : byEdge[lane][edge];
            }
        }
    }

    private static int ReadEights(ReadOnlySpan<int> plain, ReadOnlySpan<uint> byPlace, uint limit, uint[][] byEdge)
    {
        var most = Vector256.Create(limit);
        var unreached = Vector256.Create(ReachField.Unreached);
        var rows = stackalloc Vector256<uint>[Lanes];
        var e = 0;
        fixed (uint* labels = byPlace)
        {
            for (; e + Lanes <= plain.Length; e += Lanes)
            {
                for (var i = 0; i < Lanes; i++)
                {
                    var row = Vector256.Load(labels + ((long)plain[e + i] * Lanes));
                    rows[i] = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(row, most), row, unreached);
                }

                Transpose(rows);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    rows[lane].CopyTo(byEdge[lane], e);
                }
            }
        }

        return e;
    }

    private static void Transpose(Vector256<uint>* r)
    {
        var (a0, a1) = (Avx2.UnpackLow(r[0], r[1]), Avx2.UnpackHigh(r[0], r[1]));
        var (a2, a3) = (Avx2.UnpackLow(r[2], r[3]), Avx2.UnpackHigh(r[2], r[3]));
        var (a4, a5) = (Avx2.UnpackLow(r[4], r[5]), Avx2.UnpackHigh(r[4], r[5]));
        var (a6, a7) = (Avx2.UnpackLow(r[6], r[7]), Avx2.UnpackHigh(r[6], r[7]));
        var (b0, b1) = Pairs(a0, a2);
        var (b2, b3) = Pairs(a1, a3);
        var (b4, b5) = Pairs(a4, a6);
        var (b6, b7) = Pairs(a5, a7);
        (r[0], r[4]) = Halves(b0, b4);
        (r[1], r[5]) = Halves(b1, b5);
        (r[2], r[6]) = Halves(b2, b6);
        (r[3], r[7]) = Halves(b3, b7);
    }

    private static (Vector256<uint> Low, Vector256<uint> High) Pairs(Vector256<uint> a, Vector256<uint> b) =>
        (Avx2.UnpackLow(a.AsUInt64(), b.AsUInt64()).AsUInt32(), Avx2.UnpackHigh(a.AsUInt64(), b.AsUInt64()).AsUInt32());

    private static (Vector256<uint> Low, Vector256<uint> High) Halves(Vector256<uint> a, Vector256<uint> b) =>
        (Avx2.Permute2x128(a, b, 0x20), Avx2.Permute2x128(a, b, 0x31));
}
