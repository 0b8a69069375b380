using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>A turn restriction, as its relation says (wiki.openstreetmap.org/wiki/Relation:restriction).</summary>
internal sealed record TurnRestriction(long Id, bool IsOnly, ModeSet Modes, long[] From, long? ViaNode, long[] ViaWays, long[] To);

/// <summary>What a relation turned out to be.</summary>
internal enum RelationKind : byte
{
    /// <summary>Nothing that is needed here.</summary>
    Other,

    /// <summary>A restriction that is read.</summary>
    Restriction,

    /// <summary>A restriction for certain hours only: left out, since its hours are not looked at.</summary>
    Conditional,

    /// <summary>A restriction for others than cars and electric bicycles.</summary>
    ForOthers,

    /// <summary>A restriction with members missing or too many, or of an unknown kind.</summary>
    Malformed,

    /// <summary>An area of water whose outlines are ways.</summary>
    Water,
}

/// <summary>Reads relations.</summary>
internal static class RelationRules
{
    private static readonly (string Key, ModeSet Modes)[] Keys =
    [
        ("restriction", ModeSet.Vehicles), ("restriction:vehicle", ModeSet.Vehicles), ("restriction:motor_vehicle", ModeSet.Car), ("restriction:motorcar", ModeSet.Car),
        ("restriction:bicycle", ModeSet.Ebike), ("restriction:moped", ModeSet.Ebike), ("restriction:mofa", ModeSet.Ebike),
    ];

    /// <summary>Reads one.</summary>
    /// <param name="block">What it lies in.</param>
    /// <param name="row">The relation.</param>
    /// <param name="restriction">The restriction, where it is one that is read.</param>
    public static RelationKind Read(OsmBlock block, in OsmRow row, out TurnRestriction? restriction)
    {
        restriction = null;
        var tags = block.TagsOf(row);
        switch (tags["type"])
        {
            case "multipolygon" when ObstacleRules.IsWaterArea(tags):
                return RelationKind.Water;
            case { } type when type == "restriction" || type.StartsWith("restriction:", StringComparison.Ordinal):
                return ReadRestriction(block, row, tags, out restriction);
            default:
                return RelationKind.Other;
        }
    }

    private static RelationKind ReadRestriction(OsmBlock block, in OsmRow row, in OsmTags tags, out TurnRestriction? restriction)
    {
        restriction = null;
        var (kind, modes) = (default(string), ModeSet.None);
        foreach (var (key, ofKey) in Keys)
        {
            if (tags[key] is { } value && (kind is null || kind == value))
            {
                kind = value;
                modes |= ofKey;
            }
        }

        if (kind is null)
        {
            return HasConditions(tags) ? RelationKind.Conditional : RelationKind.ForOthers;
        }

        if (tags["day_on"] is not null || tags["hour_on"] is not null)
        {
            return RelationKind.Conditional;
        }

        modes &= ~Exempt(tags["except"]);
        if (modes == ModeSet.None)
        {
            return RelationKind.ForOthers;
        }

        var isOnly = kind.StartsWith("only_", StringComparison.Ordinal);
        restriction = isOnly || kind.StartsWith("no_", StringComparison.Ordinal) ? ReadMembers(block, row, isOnly, kind, modes) : null;
        return restriction is null ? RelationKind.Malformed : RelationKind.Restriction;
    }

    private static TurnRestriction? ReadMembers(OsmBlock block, in OsmRow row, bool isOnly, string kind, ModeSet modes)
    {
        List<long> from = [], to = [], viaNodes = [], viaWays = [];
        for (var m = row.First; m < row.End; m++)
        {
            var member = block.Members[m];
            switch (block.Text(member.Role), member.Kind)
            {
                case ("from", OsmKinds.Ways):
                    from.Add(member.Id);
                    break;
                case ("to", OsmKinds.Ways):
                    to.Add(member.Id);
                    break;
                case ("via", OsmKinds.Nodes):
                    viaNodes.Add(member.Id);
                    break;
                case ("via", OsmKinds.Ways):
                    viaWays.Add(member.Id);
                    break;
            }
        }

        // Only no_entry may have several beginnings, and no_exit several ends.
        var isSound = from.Count > 0 && to.Count > 0 && (from.Count == 1 || (kind == "no_entry" && from.Count <= MostWays)) && (to.Count == 1 || (kind == "no_exit" && to.Count <= MostWays))
            && (viaNodes.Count == 1 ? viaWays.Count == 0 : viaNodes.Count == 0 && viaWays.Count is > 0 and <= MostWays);
        return isSound ? new(row.Id, isOnly, modes, [.. from], viaNodes.Count == 1 ? viaNodes[0] : null, [.. viaWays], [.. to]) : null;
    }

    private const int MostWays = 20;

    private static ModeSet Exempt(string? except)
    {
        var exempt = ModeSet.None;
        foreach (var who in (except ?? string.Empty).Split(';', StringSplitOptions.TrimEntries))
        {
            exempt |= who switch
            {
                "motorcar" or "motor_vehicle" => ModeSet.Car,
                "vehicle" => ModeSet.Vehicles,
                "bicycle" or "electric_bicycle" or "mofa" or "moped" => ModeSet.Ebike,
                _ => ModeSet.None,
            };
        }

        return exempt;
    }

    private static bool HasConditions(in OsmTags tags)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (tags.Key(i).StartsWith("restriction", StringComparison.Ordinal) && tags.Key(i).EndsWith(":conditional", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
