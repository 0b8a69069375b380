using Wujin.Renewal.TravelTime.Demonstration;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Reads the tags of a way: is it a road, for whom, which way, how fast.</summary>
internal static class RoadRules
{
    // What nothing is said about: who may use a road of this class.
    private static readonly ModeSet[] UsualModes = MakeUsualModes();

    /// <summary>Reads a road.</summary>
    /// <returns>False where it is no road, or nobody may use it.</returns>
    public static bool TryRead(in OsmTags tags, SpeedModel model, out WayTraits traits)
    {
        traits = default;
        if (!TryClassify(tags, out var roadClass))
        {
            return false;
        }

        var name = tags["name:zh"] ?? tags["name"] ?? tags["ref"] ?? string.Empty;
        var flags = Flags(tags, roadClass, name);
        var (allowed, restricted) = Allow(tags, roadClass, flags, null);
        var (forward, backward) = (allowed, allowed);
        if (allowed != ModeSet.None || HasDirectedAccess(tags))
        {
            if (HasDirectedAccess(tags))
            {
                forward = Allow(tags, roadClass, flags, ":forward").Allowed;
                backward = Allow(tags, roadClass, flags, ":backward").Allowed;
            }

            (forward, backward) = OneWayRules.Apply(tags, roadClass, flags, forward, backward);
        }

        if ((forward | backward) == ModeSet.None)
        {
            return false;
        }

        traits = new()
        {
            Class = roadClass,
            Flags = flags,
            Forward = forward,
            Backward = backward,
            DestinationOnly = restricted,
            ForwardLimitKmh = SpeedLimits.Of(tags, "maxspeed:forward", model),
            BackwardLimitKmh = SpeedLimits.Of(tags, "maxspeed:backward", model),
            Zone = SpeedLimits.ZoneOf(tags),
            IsUnpaved = IsUnpaved(tags),
            FerrySeconds = roadClass == RoadClass.Ferry ? FerryDuration.Seconds(tags["duration"]) : 0,
            Name = name,
        };
        return true;
    }

    private static bool TryClassify(in OsmTags tags, out RoadClass roadClass)
    {
        var highway = tags["highway"];
        if (highway is null)
        {
            roadClass = RoadClass.Ferry;
            return tags["route"] == "ferry" || tags["ferry"] == "yes";
        }

        roadClass = highway switch
        {
            "road" => RoadClass.Unclassified,
            "pedestrian" or "platform" or "corridor" => RoadClass.Footway,
            "cycleway" or "bridleway" => RoadClass.Path,
            _ => RoadClasses.TryParse(highway, out var known) && known != RoadClass.Ferry ? known : (RoadClass)byte.MaxValue,
        };
        return roadClass != (RoadClass)byte.MaxValue;
    }

    private static SegmentFlags Flags(in OsmTags tags, RoadClass roadClass, string name)
    {
        var flags = SegmentFlags.None;
        flags |= IsSet(tags["bridge"]) ? SegmentFlags.Bridge : 0;
        flags |= IsSet(tags["tunnel"]) ? SegmentFlags.Tunnel : 0;
        flags |= tags["toll"] == "yes" ? SegmentFlags.Toll : 0;
        flags |= tags[DemonstrationRoads.DemoTag] == "yes" ? SegmentFlags.Demo : 0;
        flags |= tags["junction"] is "roundabout" or "circular" ? SegmentFlags.Roundabout : 0;
        return flags | (IsSealed(tags, roadClass, name) ? SegmentFlags.Sealed : 0);
    }

    // Chinese urban expressways (城市快速路) are mapped as trunk roads, and few carry motorroad=yes: their names tell, where they are called 快速路 or 高架.
    private static bool IsSealed(in OsmTags tags, RoadClass roadClass, string name) =>
        roadClass is RoadClass.Motorway or RoadClass.MotorwayLink or RoadClass.Ferry
        || tags["motorroad"] == "yes"
        || (roadClass is RoadClass.Trunk or RoadClass.TrunkLink
            && (tags["expressway"] == "yes" || name.Contains("快速路", StringComparison.Ordinal) || name.Contains("高架", StringComparison.Ordinal)));

    private static (ModeSet Allowed, ModeSet Restricted) Allow(in OsmTags tags, RoadClass roadClass, SegmentFlags flags, string? direction)
    {
        var usual = UsualModesOf(tags, roadClass, flags);
        var (allowed, restricted) = (ModeSet.None, ModeSet.None);
        foreach (var mode in Modes)
        {
            var said = AccessRules.Of(tags, mode, direction, out var isOwnKey);
            var mayBe = usual.Has(mode) || (isOwnKey && (roadClass != RoadClass.Steps || mode == TravelMode.Walk));
            if (said == Access.Unsaid ? usual.Has(mode) : said != Access.No && mayBe)
            {
                allowed |= mode.Only();
                restricted |= said == Access.Destination || IsForNeighboursOnly(roadClass, mode, said) ? mode.Only() : 0;
            }
        }

        return (allowed, restricted);
    }

    private static readonly TravelMode[] Modes = Enum.GetValues<TravelMode>();

    // A track leads to fields; it is no way through for a car, unless it is said to be.
    private static bool IsForNeighboursOnly(RoadClass roadClass, TravelMode mode, Access said) =>
        roadClass == RoadClass.Track && mode == TravelMode.Car && said == Access.Unsaid;

    private static ModeSet UsualModesOf(in OsmTags tags, RoadClass roadClass, SegmentFlags flags)
    {
        if (roadClass == RoadClass.Ferry)
        {
            // A ferry that is said to be for people or bicycles, and not for cars, is for them.
            return tags["foot"] is null && tags["bicycle"] is null ? ModeSet.All : ModeSet.Ebike | ModeSet.Walk;
        }

        var usual = tags["highway"] switch { "cycleway" => ModeSet.Ebike | ModeSet.Walk, "bridleway" => ModeSet.Walk, _ => UsualModes[(int)roadClass] };
        return (flags & SegmentFlags.Sealed) != 0 ? usual & ModeSet.Car : usual;
    }

    private static bool HasDirectedAccess(in OsmTags tags)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            var key = tags.Key(i);
            if ((key.EndsWith(":forward", StringComparison.Ordinal) || key.EndsWith(":backward", StringComparison.Ordinal)) && !key.StartsWith("maxspeed", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUnpaved(in OsmTags tags) => tags["surface"] switch
    {
        "unpaved" or "gravel" or "fine_gravel" or "dirt" or "earth" or "ground" or "grass" or "mud" or "sand" or "compacted" or "pebblestone" or "rock" => true,
        null => tags["tracktype"] is "grade3" or "grade4" or "grade5",
        _ => false,
    };

    private static bool IsSet(string? value) => value is not (null or "no" or "false" or "0");

    private static ModeSet[] MakeUsualModes()
    {
        var modes = new ModeSet[RoadClasses.All.Count];
        Array.Fill(modes, ModeSet.All);
        modes[(int)RoadClass.Motorway] = modes[(int)RoadClass.MotorwayLink] = ModeSet.Car;
        modes[(int)RoadClass.Path] = ModeSet.Ebike | ModeSet.Walk;
        modes[(int)RoadClass.Footway] = modes[(int)RoadClass.Steps] = ModeSet.Walk;
        return modes;
    }
}
