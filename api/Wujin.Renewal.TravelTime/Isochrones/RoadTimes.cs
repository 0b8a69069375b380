using System.Runtime.Intrinsics;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>The times along one segment, over both of its edges, without those that begin on it; in units of <see cref="PackedTime"/>.</summary>
/// <remarks>Single precision holds every whole unit up to the latest; what it loses is less than a unit.</remarks>
internal readonly struct RoadTimes
{
    private const float UnreachedUnits = PackedTime.Unreached >> PackedTime.WalkBits;
    private const float UnitsPerMillisecond = 1f / (1 << PackedTime.TimeShift);

    private readonly float _forward;
    private readonly float _forwardSlope;
    private readonly float _backward;
    private readonly float _backwardSlope;

    private RoadTimes(float forward, float forwardSlope, float backward, float backwardSlope) =>
        (_forward, _forwardSlope, _backward, _backwardSlope) = (forward, forwardSlope, backward, backwardSlope);

    /// <summary>Prepares a segment.</summary>
    /// <param name="forwardLabel">Of the edge as drawn.</param>
    /// <param name="forwardEdge">Its milliseconds.</param>
    /// <param name="backwardLabel">Of the edge against the drawing.</param>
    /// <param name="backwardEdge">Its milliseconds.</param>
    /// <param name="isTowards">Direction of the search.</param>
    public static RoadTimes Of(uint forwardLabel, uint forwardEdge, uint backwardLabel, uint backwardEdge, bool isTowards)
    {
        var isForward = forwardLabel < ReachField.Unreached && forwardEdge < ReachField.Unreached;
        var isBackward = backwardLabel < ReachField.Unreached && backwardEdge < ReachField.Unreached;
        var sign = isTowards ? -UnitsPerMillisecond : UnitsPerMillisecond;
        var (forward, backward) = (isForward ? forwardEdge * sign : 0, isBackward ? backwardEdge * sign : 0);

        // The edge against the drawing begins at the far end: take its time at the near end, so that both run along the drawing.
        return new RoadTimes(
            isForward ? forwardLabel * UnitsPerMillisecond : UnreachedUnits, forward / 65536,
            isBackward ? (backwardLabel * UnitsPerMillisecond) + backward : UnreachedUnits, -backward / 65536);
    }

    /// <summary>The times at eight places, rounded up, unpacked; unreached times are at least those of <see cref="PackedTime.Unreached"/>.</summary>
    /// <param name="shares">Along the drawing, in 1/65536.</param>
    public Vector256<int> At(Vector256<float> shares)
    {
        var forward = Vector256.Create(_forward) + (Vector256.Create(_forwardSlope) * shares);
        var backward = Vector256.Create(_backward) + (Vector256.Create(_backwardSlope) * shares);
        var units = Vector256.Min(Vector256.Min(forward, backward), Vector256.Create(UnreachedUnits));
        return Vector256.ConvertToInt32Native(Vector256.Ceiling(units));
    }

    /// <summary>
    /// The label of an edge without the searches that begin on it. Towards a place the label of its edge is usually the way straight to it, which says nothing about
    /// what lies behind: there one walks back, or goes round on another edge.
    /// </summary>
    /// <param name="field">The answer of a search.</param>
    /// <param name="edge">The edge.</param>
    public static uint LabelWithoutStarts(ReachField field, int edge)
    {
        var label = field.Labels.Span[edge];
        foreach (var start in field.Starts)
        {
            if (field.IsTowards && start.Edge == edge
                && label >= start.Milliseconds + Network.EdgeTimes.Part(field.EdgeMilliseconds[edge], start.Fraction))
            {
                return ReachField.Unreached;
            }
        }

        return label;
    }

    /// <summary>The time at a place.</summary>
    /// <param name="share">Along the drawing, in 1/65536.</param>
    public uint At(uint share)
    {
        var forward = (uint)(_forward + (((long)_forwardSlope * share) >> 16));
        var backward = (uint)(_backward + (((long)_backwardSlope * share) >> 16));
        return Math.Min(forward, backward);
    }

    /// <summary>The time at a place on an edge where a search began, by going along that edge only; unreached on the other side of the beginning.</summary>
    /// <param name="start">Where it began.</param>
    /// <param name="edgeMilliseconds">Of the edge.</param>
    /// <param name="fraction">Where the place is, along the edge.</param>
    /// <param name="isTowards">Direction of the search.</param>
    public static uint FromStart(in EdgePlace start, uint edgeMilliseconds, double fraction, bool isTowards)
    {
        var ahead = isTowards ? start.Fraction - fraction : fraction - start.Fraction;
        return ahead < 0 || edgeMilliseconds >= ReachField.Unreached ? ReachField.Unreached : start.Milliseconds + (uint)Math.Round(ahead * edgeMilliseconds);
    }
}
