using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// Gives every arc the time of the fastest way through lower states, row by row from below: row x is gathered in a dense scratch array from the rows
/// of the lower states v that join x to something higher, so no triangle is ever searched for.
/// </summary>
internal static unsafe class Customisation
{
    /// <summary>Customises all rows.</summary>
    public static (uint[] Up, uint[] Down) Run(ContractionHierarchy hierarchy, EdgeTimes times)
    {
        var (up, down) = Respect(hierarchy, TransitionTimes.Of(hierarchy.Graph, times));
        var scratch = new uint[hierarchy.StateCount];
        for (var x = 0; x < hierarchy.StateCount; x++)
        {
            Row(hierarchy, x, up, down, scratch);
        }

        return (up, down);
    }

    /// <summary>Arcs before contraction: the fastest transition that each stands for.</summary>
    public static (uint[] Up, uint[] Down) Respect(ContractionHierarchy hierarchy, uint[] transitionTimes)
    {
        var up = new uint[hierarchy.UpCount];
        var down = new uint[hierarchy.ArcCount - hierarchy.UpCount];
        Array.Fill(up, EdgeTimes.Closed);
        Array.Fill(down, EdgeTimes.Closed);
        var arcs = hierarchy.Columns.ArcOfTransition.Span;
        for (var t = 0; t < arcs.Length; t++)
        {
            var arc = arcs[t];
            if (arc >= 0)
            {
                ref var time = ref arc < up.Length ? ref up[arc] : ref down[arc - up.Length];
                time = Math.Min(time, transitionTimes[t]);
            }
        }

        return (up, down);
    }

    /// <summary>Customises the up and down row of one state, whose own transitions are in place and whose lower rows are final.</summary>
    public static void Row(ContractionHierarchy hierarchy, int x, uint[] up, uint[] down, uint[] scratch)
    {
        var columns = hierarchy.Columns;
        Half(columns.FirstUp.Span, columns.UpHeads.Span, up, hierarchy.LowerOut, down, x, scratch);
        Half(columns.FirstDown.Span, columns.DownTails.Span, down, hierarchy.LowerIn, up, x, scratch);
    }

    /// <summary>One row: <paramref name="times"/> of x, by way of each lower v that <paramref name="lower"/> links to x.</summary>
    private static void Half(
        ReadOnlySpan<int> firsts, ReadOnlySpan<int> ends, uint[] times, LowerArcs lower, uint[] linkTimes, int x, uint[] scratch)
    {
        fixed (int* first = firsts, end = ends, linkArc = lower.Arcs, linkLower = lower.Lower)
        fixed (uint* time = times, linkTime = linkTimes, least = scratch)
        {
            var begin = first[x];
            var stop = first[x + 1];
            if (begin == stop)
            {
                return;
            }

            for (var a = begin; a < stop; a++)
            {
                least[end[a]] = time[a];
            }

            var lastLink = lower.First[x + 1];
            for (var link = lower.First[x]; link < lastLink; link++)
            {
                var toLower = linkTime[linkArc[link]];
                var v = linkLower[link];
                var bottom = first[v];
                for (var a = first[v + 1] - 1; a >= bottom && end[a] > x; a--)
                {
                    var candidate = toLower + time[a];
                    var y = end[a];
                    if (candidate < least[y])
                    {
                        least[y] = candidate;
                    }
                }
            }

            for (var a = begin; a < stop; a++)
            {
                time[a] = least[end[a]];
            }
        }
    }
}
