using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Routes;

/// <summary>The fastest way between two places.</summary>
/// <param name="Network">The roads.</param>
/// <param name="Origin">The place where it begins, with the time spent before (walking to the road).</param>
/// <param name="Destination">The place where it ends, with the time spent after.</param>
/// <param name="Milliseconds">All of it: before, legs and after; what a matrix says.</param>
/// <param name="Legs">Edge by edge.</param>
public sealed record Route(RoadNetwork Network, EdgePlace Origin, EdgePlace Destination, uint Milliseconds, IReadOnlyList<RouteLeg> Legs)
{
    /// <summary>Metres along the roads.</summary>
    public double Metres => Legs.Sum(leg => Network.Segments[leg.Edge >> 1].LengthMm / 1000.0 * (leg.To - leg.From));

    /// <summary>Milliseconds by class of road, turns at the end of a leg included; without the time before and after.</summary>
    public IReadOnlyDictionary<RoadClass, uint> ByClass() => Legs
        .GroupBy(leg => Network.Segments[leg.Edge >> 1].Class)
        .ToDictionary(group => group.Key, group => (uint)group.Sum(leg => leg.DriveMilliseconds + (long)leg.TurnMilliseconds));

    /// <summary>The line of the route along the roads, without repeated points; empty where it has no length.</summary>
    public IReadOnlyList<Position> Line()
    {
        var line = new List<Position>();
        foreach (var leg in Legs)
        {
            foreach (var point in EdgeLine.Part(Network, leg.Edge, leg.From, leg.To))
            {
                if (line.Count == 0 || line[^1] != point)
                {
                    line.Add(point);
                }
            }
        }

        return line;
    }
}

/// <summary>A part of a route on one edge.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="From">Where on it the leg begins, 0 to 1.</param>
/// <param name="To">Where it ends.</param>
/// <param name="DriveMilliseconds">Along the edge.</param>
/// <param name="TurnMilliseconds">The turn onto the next leg's edge, waiting included; 0 on the last.</param>
public readonly record struct RouteLeg(int Edge, double From, double To, uint DriveMilliseconds, uint TurnMilliseconds);
