using System.Globalization;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Writing;

/// <summary>Tags of made-up roads.</summary>
internal static class RoadTags
{
    /// <summary>On every way: it is made up.</summary>
    public static readonly (string Key, string Value) Demo = (DemonstrationRoads.DemoTag, "yes");

    /// <summary>On a node with traffic signals.</summary>
    public static readonly (string Key, string Value)[] Signals = [("highway", "traffic_signals")];

    /// <summary>The tags of a way.</summary>
    public static List<(string Key, string Value)> Of(RoadStyle style, bool isBridge)
    {
        var tags = new List<(string Key, string Value)>(10) { ("highway", style.Class.OsmName()) };
        if (style.NameZh.Length > 0)
        {
            tags.Add(("name", style.NameZh));
            tags.Add(("name:en", style.NameEn));
        }

        if (style.Reference is { } reference)
        {
            tags.Add(("ref", reference));
        }

        if (style.MaxSpeedKmh > 0)
        {
            tags.Add(("maxspeed", style.MaxSpeedKmh.ToString(CultureInfo.InvariantCulture)));
        }

        if (style.IsOneWay)
        {
            tags.Add(("oneway", "yes"));
        }

        if (isBridge)
        {
            tags.Add(("bridge", "yes"));
            tags.Add(("layer", style.BridgeLayer.ToString(CultureInfo.InvariantCulture)));
        }

        if (style.Class is RoadClass.Motorway)
        {
            tags.Add(("toll", "yes"));
        }

        if (style.IsOnIsland)
        {
            tags.Add((DemonstrationRoads.IslandTag, "yes"));
        }

        tags.Add(Demo);
        return tags;
    }
}
