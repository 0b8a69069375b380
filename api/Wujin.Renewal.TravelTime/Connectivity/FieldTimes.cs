using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>Reads times at places off the answer of a search.</summary>
public static class FieldTimes
{
    /// <summary>The time between a place and where the search began, with the walk to the road.</summary>
    /// <returns>Milliseconds, or null where there is no way within the limit of the search.</returns>
    public static uint? At(this ReachField field, RoadPlace place)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(place);
        var least = ReachField.Unreached;
        foreach (var on in place.Edges)
        {
            least = Math.Min(least, At(field, on));
        }

        return least < ReachField.Unreached ? least : null;
    }

    private static uint At(ReachField field, in EdgePlace on)
    {
        var edge = field.EdgeMilliseconds[on.Edge];
        if (edge >= EdgeTimes.Closed)
        {
            return ReachField.Unreached;
        }

        var least = ReachField.Unreached;
        var label = RoadTimes.LabelWithoutStarts(field, on.Edge);
        if (label < ReachField.Unreached)
        {
            var part = EdgeTimes.Part(edge, on.Fraction);
            least = on.Milliseconds + (field.IsTowards ? label - Math.Min(part, label) : label + part);
        }

        foreach (var start in field.Starts)
        {
            if (start.Edge == on.Edge && RoadTimes.FromStart(start, edge, on.Fraction, field.IsTowards) is < ReachField.Unreached and var straight)
            {
                least = Math.Min(least, straight + on.Milliseconds);
            }
        }

        return least;
    }
}
