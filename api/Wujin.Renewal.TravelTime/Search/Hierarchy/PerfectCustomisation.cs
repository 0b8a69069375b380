namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// Finds the arcs that no fastest way needs: those for which a way over higher states is faster. Row by row from the top, each arc is compared with
/// the ways over one higher state between its ends (Dibbelt et al. 2016, section 5.4). Only strictly slower arcs go, so ties never take each other away.
/// </summary>
internal sealed unsafe class PerfectCustomisation
{
    private readonly ContractionHierarchy _hierarchy;
    private readonly uint[] _up;
    private readonly uint[] _down;
    private readonly uint[] _scratch;

    private PerfectCustomisation(HierarchyMetric metric)
    {
        _hierarchy = metric.Hierarchy;
        _up = [.. metric.Up];
        _down = [.. metric.Down];
        _scratch = new uint[_hierarchy.StateCount];
    }

    /// <summary>The arcs of a metric without the unneeded ones.</summary>
    public static SweepArcs Prune(HierarchyMetric metric)
    {
        var run = new PerfectCustomisation(metric);
        var columns = metric.Hierarchy.Columns;
        for (var x = metric.Hierarchy.StateCount - 1; x >= 0; x--)
        {
            // From x upwards: x → z → y with z → y in the up row of z (z < y) or in the down row of y (z > y); for the down row all turned round.
            run.Half(columns.FirstUp.Span, columns.UpHeads.Span, run._up, columns.FirstDown.Span, columns.DownTails.Span, run._down, x);
            run.Half(columns.FirstDown.Span, columns.DownTails.Span, run._down, columns.FirstUp.Span, columns.UpHeads.Span, run._up, x);
        }

        return new SweepArcs(
            SweepRows.Keep(columns.FirstUp.Span, columns.UpHeads.Span, metric.Up, run._up),
            SweepRows.Keep(columns.FirstDown.Span, columns.DownTails.Span, metric.Down, run._down));
    }

    private void Half(
        ReadOnlySpan<int> firsts, ReadOnlySpan<int> ends, uint[] times, ReadOnlySpan<int> backFirsts, ReadOnlySpan<int> backEnds, uint[] backTimes, int x)
    {
        fixed (int* first = firsts, end = ends, backFirst = backFirsts, backEnd = backEnds)
        fixed (uint* time = times, backTime = backTimes, least = _scratch)
        {
            var begin = first[x];
            var stop = first[x + 1];
            if (stop - begin < 2)
            {
                return;
            }

            // Scratch is 0 outside the row, where thus nothing is ever improved.
            for (var a = begin; a < stop; a++)
            {
                least[end[a]] = time[a];
            }

            for (var a = begin; a < stop; a++)
            {
                var z = end[a];
                var best = least[z];
                for (var b = backFirst[z]; b < backFirst[z + 1]; b++)
                {
                    var viaHigher = least[backEnd[b]];
                    var candidate = viaHigher + backTime[b];
                    best = viaHigher != 0 && candidate < best ? candidate : best;
                }

                least[z] = best;
                for (var b = first[z]; b < first[z + 1]; b++)
                {
                    var candidate = best + time[b];
                    if (candidate < least[end[b]])
                    {
                        least[end[b]] = candidate;
                    }
                }
            }

            for (var a = begin; a < stop; a++)
            {
                time[a] = least[end[a]];
                least[end[a]] = 0;
            }
        }
    }
}
