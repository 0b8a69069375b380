using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>A part of a road within a limit and no lesser one.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="From">Where the part begins, along the drawing, 0 to 1.</param>
/// <param name="To">Where it ends.</param>
/// <param name="LimitMilliseconds">The limit.</param>
public sealed record ReachedPart(int Segment, double From, double To, uint LimitMilliseconds)
{
    /// <summary>Length in metres.</summary>
    /// <param name="network">The roads.</param>
    public double Metres(RoadNetwork network) => network.Segments[Segment].LengthMm / 1000.0 * (To - From);

    /// <summary>Appends its points in 10⁻⁶ degrees, at least 2.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="points">Receives them.</param>
    internal void AddTo(RoadNetwork network, List<(int LonE6, int LatE6)> points)
    {
        var shape = network.Shape(Segment);
        var length = GroundDistance.Metres(shape);
        var (begin, end, before, isOpen) = (From * length, To * length, 0.0, false);
        for (var i = 1; i < shape.Length; i++)
        {
            var piece = GroundDistance.Metres(shape[i - 1], shape[i]);
            var isLast = i == shape.Length - 1;
            if (!isOpen && (before + piece >= begin || isLast))
            {
                points.Add(Between(shape[i - 1], shape[i], piece > 0 ? (begin - before) / piece : 0));
                isOpen = true;
            }

            if (isOpen && (before + piece >= end || isLast))
            {
                points.Add(Between(shape[i - 1], shape[i], piece > 0 ? (end - before) / piece : 1));
                return;
            }

            if (isOpen)
            {
                points.Add(Between(shape[i - 1], shape[i], 1));
            }

            before += piece;
        }
    }

    private static (int LonE6, int LatE6) Between(Position a, Position b, double share)
    {
        var u = Math.Clamp(share, 0, 1);
        return ((int)Math.Round((a.LonE7 + (u * ((double)b.LonE7 - a.LonE7))) / 10), (int)Math.Round((a.LatE7 + (u * ((double)b.LatE7 - a.LatE7))) / 10));
    }
}
