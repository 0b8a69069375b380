using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>What a node is: <see cref="JunctionTraits"/> in the low byte, signals above.</summary>
[Flags]
internal enum NodeMarks : ushort
{
    None = 0,

    /// <summary>The bits of <see cref="JunctionTraits"/>.</summary>
    Traits = 0xFF,

    /// <summary>A signal.</summary>
    Signal = 0x100,

    /// <summary>It is for those who come along the drawing of the way.</summary>
    ForwardSignal = 0x200,

    /// <summary>It is for those who come against it.</summary>
    BackwardSignal = 0x400,
}

/// <summary>Reads the tags of a node on a road: barriers, signals, crossings.</summary>
internal static class NodeRules
{
    /// <summary>Whether a way must be cut at such a node, even if no other way meets it there.</summary>
    public static bool Cuts(NodeMarks marks) => (marks & ~(NodeMarks)JunctionTraits.Crossing) != 0;

    /// <summary>Reads them.</summary>
    public static NodeMarks Read(in OsmTags tags)
    {
        var marks = NodeMarks.None;
        var highway = tags["highway"];
        if (highway == "crossing")
        {
            marks |= (NodeMarks)JunctionTraits.Crossing;
        }

        if (highway == "traffic_signals" || (highway == "crossing" && tags["crossing"] == "traffic_signals"))
        {
            marks |= NodeMarks.Signal;
            marks |= (tags["traffic_signals:direction"] ?? tags["direction"]) switch
            {
                "forward" => NodeMarks.ForwardSignal,
                "backward" => NodeMarks.BackwardSignal,
                _ => NodeMarks.None,
            };
        }

        return tags["barrier"] is { } barrier ? marks | (NodeMarks)ReadBarrier(tags, barrier) : marks;
    }

    private static JunctionTraits ReadBarrier(in OsmTags tags, string barrier)
    {
        var opens = barrier is "gate" or "lift_gate" or "swing_gate" or "sliding_gate" or "hampshire_gate" or "bump_gate" or "wicket_gate" or "toll_booth"
            or "border_control" or "checkpoint" or "security_booth" || (barrier == "bollard" && tags["bollard"] == "rising");
        var traits = opens ? JunctionTraits.Gate : JunctionTraits.None;
        var usual = opens || barrier is "no" or "entrance" or "cattle_grid" or "height_restrictor" or "sally_port" or "kerb" or "arch" or "coupure"
            ? ModeSet.All
            : barrier switch
            {
                "stile" or "turnstile" or "full-height_turnstile" or "kissing_gate" or "debris" or "log" => ModeSet.Walk,
                "wall" or "fence" or "hedge" or "ditch" or "retaining_wall" or "city_wall" or "guard_rail" => ModeSet.None,
                _ => ModeSet.Ebike | ModeSet.Walk,
            };
        foreach (var mode in Modes)
        {
            var said = AccessRules.Of(tags, mode, null, out _);
            if (said == Access.Unsaid ? !usual.Has(mode) : said == Access.No)
            {
                traits |= (JunctionTraits)mode.Only();
            }

            // A gate that only residents may pass still leads home: dear, but no wall.
            traits |= said == Access.Destination && mode == TravelMode.Car ? JunctionTraits.PrivateGate : 0;
        }

        return traits;
    }

    private static readonly TravelMode[] Modes = Enum.GetValues<TravelMode>();
}
