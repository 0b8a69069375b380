using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>How large a settlement is drawn.</summary>
/// <param name="RadiusMetres">Of the area with streets.</param>
/// <param name="BlockFactor">Edge of its blocks, as a multiple of the usual edge.</param>
/// <param name="Cross">Class of its two main streets.</param>
/// <param name="Ring">Class of the road around it.</param>
internal sealed record SettlementSize(double RadiusMetres, double BlockFactor, RoadClass Cross, RoadClass Ring)
{
    /// <summary>A made-up town.</summary>
    public static readonly SettlementSize MadeUpTown = new(1500, 1, RoadClass.Secondary, RoadClass.Tertiary);

    /// <summary>A small made-up town, which only keeps the country from being empty.</summary>
    public static readonly SettlementSize MadeUpSmallTown = new(850, 1.1, RoadClass.Secondary, RoadClass.Tertiary);

    /// <summary>Whether it is a city: with main streets of the highest class and motorways to it.</summary>
    public bool IsCity => Cross == RoadClass.Primary;

    /// <summary>The size that a role in the connectivity targets suggests.</summary>
    public static SettlementSize Of(string role) => role switch
    {
        "main-urban-area" => new(3800, 0.95, RoadClass.Primary, RoadClass.Trunk),
        "metro-core" => new(4500, 1.35, RoadClass.Primary, RoadClass.Trunk),
        "delta-core" => new(4200, 1.9, RoadClass.Primary, RoadClass.Trunk),
        "city-area" => new(3000, 1.1, RoadClass.Primary, RoadClass.Trunk),
        "adjacent" => new(2700, 1.25, RoadClass.Primary, RoadClass.Primary),
        "district" => new(2000, 1, RoadClass.Primary, RoadClass.Primary),
        "platform" => new(1000, 1.25, RoadClass.Secondary, RoadClass.Secondary),
        _ => new(1150, 0.72, RoadClass.Secondary, RoadClass.Secondary),
    };
}
