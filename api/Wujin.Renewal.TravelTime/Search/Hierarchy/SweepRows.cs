using System.Runtime.InteropServices;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>An arc as a search reads it: end and time side by side, one cache line for eight.</summary>
/// <param name="Higher">Rank of its higher end.</param>
/// <param name="Milliseconds">Its time.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SweepArc(int Higher, uint Milliseconds);

/// <summary>Arcs by lower end, in order of rank.</summary>
internal sealed class SweepRows
{
    private SweepRows(int[] first, SweepArc[] arcs)
    {
        First = first;
        Arcs = arcs;
    }

    /// <summary>Where each row begins; one entry more than states.</summary>
    public int[] First { get; }

    /// <summary>The arcs.</summary>
    public SweepArc[] Arcs { get; }

    /// <summary>Copies the arcs that are finite.</summary>
    /// <param name="firsts">Where each row begins.</param>
    /// <param name="higher">The higher end of each arc.</param>
    /// <param name="times">The time of each arc.</param>
    public static SweepRows Of(ReadOnlySpan<int> firsts, ReadOnlySpan<int> higher, uint[] times)
    {
        var first = new int[firsts.Length];
        var arcs = new SweepArc[times.Length];
        var kept = 0;
        for (var v = 0; v + 1 < firsts.Length; v++)
        {
            for (var a = firsts[v]; a < firsts[v + 1]; a++)
            {
                if (times[a] < EdgeTimes.Closed)
                {
                    arcs[kept++] = new SweepArc(higher[a], times[a]);
                }
            }

            first[v + 1] = kept;
        }

        Array.Resize(ref arcs, kept);
        return new SweepRows(first, arcs);
    }
}
