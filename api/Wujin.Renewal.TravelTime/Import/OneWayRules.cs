using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>One-way streets (wiki.openstreetmap.org/wiki/Key:oneway): said or implied, and who is exempt.</summary>
internal static class OneWayRules
{
    /// <summary>Takes away the direction that is not allowed.</summary>
    public static (ModeSet Forward, ModeSet Backward) Apply(in OsmTags tags, RoadClass roadClass, SegmentFlags flags, ModeSet forward, ModeSet backward)
    {
        var isImplied = roadClass == RoadClass.Motorway || (flags & SegmentFlags.Roundabout) != 0;
        (forward, backward) = Restrict(Direction(tags["oneway"], isImplied), ModeSet.Car, forward, backward);
        (forward, backward) = Restrict(EbikeDirection(tags, isImplied), ModeSet.Ebike, forward, backward);
        return Restrict(Direction(tags["oneway:foot"], roadClass == RoadClass.Footway && tags["foot"] is null && tags["conveying"] is "forward"), ModeSet.Walk, forward, backward);
    }

    private static OneWay EbikeDirection(in OsmTags tags, bool isImplied)
    {
        if ((tags["oneway:bicycle"] ?? tags["oneway:mofa"] ?? tags["oneway:moped"]) is { } own)
        {
            return Direction(own, isImplied);
        }

        var againstIsOpen = IsOpposite(tags["cycleway"]) || IsOpposite(tags["cycleway:left"]) || IsOpposite(tags["cycleway:right"]) || IsOpposite(tags["cycleway:both"]);
        return againstIsOpen ? OneWay.Both : Direction(tags["oneway"], isImplied);
    }

    private static bool IsOpposite(string? cycleway) => cycleway is not null && cycleway.StartsWith("opposite", StringComparison.Ordinal);

    private static OneWay Direction(string? value, bool isImplied) => value switch
    {
        "yes" or "true" or "1" => OneWay.Forward,
        "-1" or "reverse" => OneWay.Backward,
        "no" or "false" or "0" or "alternating" => OneWay.Both,

        // Its direction changes with the hour, which is not known: nobody may count on it.
        "reversible" => OneWay.Neither,
        _ => isImplied ? OneWay.Forward : OneWay.Both,
    };

    private static (ModeSet Forward, ModeSet Backward) Restrict(OneWay direction, ModeSet modes, ModeSet forward, ModeSet backward) => (
        direction is OneWay.Backward or OneWay.Neither ? forward & ~modes : forward,
        direction is OneWay.Forward or OneWay.Neither ? backward & ~modes : backward);

    private enum OneWay
    {
        Both,
        Forward,
        Backward,
        Neither,
    }
}
