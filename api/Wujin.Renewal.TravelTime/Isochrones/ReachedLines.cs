using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// The roads that are reached, cut where a limit falls: each part belongs to the least limit it is within. Sealed roads too, on which one is though one may not get off.
/// </summary>
public sealed class ReachedLines
{
    private readonly ReachField _field;
    private readonly uint[] _limits;
    private readonly List<double> _cuts = [];
    private readonly ILookup<int, EdgePlace> _starts;

    /// <summary>Prepares to cut.</summary>
    /// <param name="field">What was reached, at least within the largest limit.</param>
    /// <param name="limitsMilliseconds">The limits, in any order.</param>
    public ReachedLines(ReachField field, IEnumerable<uint> limitsMilliseconds)
    {
        _field = field;
        _limits = [.. limitsMilliseconds.Distinct().Order()];
        _starts = field.Starts.ToLookup(start => start.Edge >> 1);
    }

    /// <summary>All parts, segment by segment. A segment that is reached from both ends and not in its middle gives two.</summary>
    public IEnumerable<ReachedPart> Parts()
    {
        for (var s = 0; s < _field.Network.Segments.Length; s++)
        {
            foreach (var part in PartsOf(s))
            {
                yield return part;
            }
        }
    }

    private IEnumerable<ReachedPart> PartsOf(int segment)
    {
        CollectCuts(segment);
        var from = 0.0;
        ReachedPart? open = null;
        foreach (var to in _cuts)
        {
            if (to <= from)
            {
                continue;
            }

            var limit = LimitOf(TimeAt(segment, (from + to) / 2));
            if (open is not null && limit == open.LimitMilliseconds)
            {
                open = open with { To = to };
            }
            else
            {
                if (open is not null)
                {
                    yield return open;
                }

                open = limit is { } within ? new ReachedPart(segment, from, to, within) : null;
            }

            from = to;
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private uint? LimitOf(double time)
    {
        foreach (var limit in _limits)
        {
            if (time <= limit + 0.5)
            {
                return limit;
            }
        }

        return null;
    }

    // Where one of the ways to a place passes a limit, in order; at least the far end.
    private void CollectCuts(int segment)
    {
        _cuts.Clear();
        _cuts.Add(1);
        for (var direction = 0; direction < 2; direction++)
        {
            var edge = (2 * segment) + direction;
            double whole = _field.EdgeMilliseconds[edge];
            if (whole is 0 or >= ReachField.Unreached)
            {
                continue;
            }

            if (RoadTimes.LabelWithoutStarts(_field, edge) is var label && label < ReachField.Unreached)
            {
                Cut(direction, _field.IsTowards ? label / whole : -(label / whole), whole);
            }

            foreach (var start in _starts[segment].Where(start => start.Edge == edge))
            {
                Add(direction, start.Fraction);
                Cut(direction, start.Fraction + (start.Milliseconds / whole * (_field.IsTowards ? 1 : -1)), whole);
            }
        }

        _cuts.Sort();
    }

    // From the fraction where the time would be 0.
    private void Cut(int direction, double zero, double whole)
    {
        foreach (var limit in _limits)
        {
            Add(direction, zero + (limit / whole * (_field.IsTowards ? -1 : 1)));
        }
    }

    private void Add(int direction, double fraction)
    {
        if (fraction is > 0 and < 1)
        {
            _cuts.Add(direction == 0 ? fraction : 1 - fraction);
        }
    }

    private double TimeAt(int segment, double share) => Math.Min(TimeOn(2 * segment, share), TimeOn((2 * segment) + 1, 1 - share));

    private double TimeOn(int edge, double fraction)
    {
        var (label, whole) = (RoadTimes.LabelWithoutStarts(_field, edge), _field.EdgeMilliseconds[edge]);
        var best = label >= ReachField.Unreached || whole >= ReachField.Unreached
            ? double.PositiveInfinity
            : _field.IsTowards ? label - (fraction * whole) : label + (fraction * whole);
        foreach (var start in _starts[edge >> 1])
        {
            if (start.Edge == edge && RoadTimes.FromStart(start, whole, fraction, _field.IsTowards) is var time and < ReachField.Unreached)
            {
                best = Math.Min(best, time);
            }
        }

        return best;
    }
}
