namespace Wujin.Renewal.TravelTime.Network;

/// <summary>What a junction is, besides a place where roads meet.</summary>
[Flags]
public enum JunctionTraits : byte
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>Cars do not get through: they may only turn round.</summary>
    BarredToCar = 1,

    /// <summary>Electric bicycles do not get through.</summary>
    BarredToEbike = 2,

    /// <summary>Nobody on foot gets through.</summary>
    BarredToWalk = 4,

    /// <summary>A gate that opens: costs time.</summary>
    Gate = 8,

    /// <summary>A gate for residents and visitors: costs so much that nobody drives through without need.</summary>
    PrivateGate = 16,

    /// <summary>A marked crossing for people on foot.</summary>
    Crossing = 32,
}

/// <summary>What an edge is, besides its segment.</summary>
[Flags]
public enum EdgeTraits : byte
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>Cars may drive here only if they begin or end in the same restricted area.</summary>
    CarDestinationOnly = 1,

    /// <summary>So may electric bicycles.</summary>
    EbikeDestinationOnly = 2,

    /// <summary>So may people on foot.</summary>
    WalkDestinationOnly = 4,

    /// <summary>Who drives this edge waits at a signal at its end.</summary>
    SignalAtEnd = 8,
}
