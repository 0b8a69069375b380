using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Which ways are banks that nobody crosses on foot. Streams and ditches are none; nor is water in a culvert.</summary>
internal static class ObstacleRules
{
    /// <summary>Whether a way is such a line or outline.</summary>
    public static bool IsObstacle(in OsmTags tags) =>
        (tags["waterway"] is "river" or "canal" || tags["natural"] == "coastline" || IsWaterArea(tags)) && tags["tunnel"] is null or "no";

    /// <summary>Whether an area, way or multipolygon, is water.</summary>
    public static bool IsWaterArea(in OsmTags tags) =>
        tags["natural"] == "water" || tags["waterway"] is "riverbank" or "dock" || tags["landuse"] is "reservoir" or "basin";
}
