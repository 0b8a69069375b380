using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>What a road is, apart from where it runs.</summary>
/// <param name="Class">Road class.</param>
/// <param name="NameZh">Chinese name; empty for a road without name.</param>
/// <param name="NameEn">English name; empty for a road without name.</param>
internal sealed record RoadStyle(RoadClass Class, string NameZh = "", string NameEn = "")
{
    /// <summary>Road number, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Speed limit, km/h; 0 where none is signed.</summary>
    public int MaxSpeedKmh { get; init; }

    /// <summary>Whether it may be driven only as drawn.</summary>
    public bool IsOneWay { get; init; }

    /// <summary>Whether it runs on pillars from end to end.</summary>
    public bool IsElevated { get; init; }

    /// <summary>Height of its bridges above others.</summary>
    public int BridgeLayer { get; init; } = 1;

    /// <summary>Whether it lies on the island that no road leads to.</summary>
    public bool IsOnIsland { get; init; }

    /// <summary>Whether a crossing of two roads is a junction: elevated roads meet main roads only.</summary>
    public bool Meets(RoadStyle other) => !(IsElevated || other.IsElevated) || (Class <= RoadClass.Secondary && other.Class <= RoadClass.Secondary);
}
