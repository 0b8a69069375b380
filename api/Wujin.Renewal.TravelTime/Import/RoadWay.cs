using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>A way that somebody may use, as its tags say.</summary>
/// <param name="Id">OSM way.</param>
/// <param name="FirstRef">Its first node among the refs of all roads.</param>
/// <param name="EndRef">One after its last.</param>
/// <param name="Traits">What its tags say.</param>
internal readonly record struct RoadWay(long Id, int FirstRef, int EndRef, WayTraits Traits);

/// <summary>What the tags of a road say.</summary>
internal readonly record struct WayTraits
{
    public required RoadClass Class { get; init; }

    public required SegmentFlags Flags { get; init; }

    /// <summary>Who may go as drawn.</summary>
    public required ModeSet Forward { get; init; }

    /// <summary>Who may go against it.</summary>
    public required ModeSet Backward { get; init; }

    /// <summary>Who may only go to and from places there: the bits of the modes.</summary>
    public required ModeSet DestinationOnly { get; init; }

    /// <summary>Limit as drawn, km/h; 0 is none.</summary>
    public required float ForwardLimitKmh { get; init; }

    /// <summary>Limit against it.</summary>
    public required float BackwardLimitKmh { get; init; }

    public required WayZone Zone { get; init; }

    public required bool IsUnpaved { get; init; }

    /// <summary>Of the whole way, where it is a ferry with a duration; else 0.</summary>
    public required float FerrySeconds { get; init; }

    /// <summary>Chinese where there is one; empty where there is none.</summary>
    public required string Name { get; init; }
}
