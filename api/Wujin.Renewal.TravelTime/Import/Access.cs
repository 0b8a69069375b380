using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>What tags say about a mode.</summary>
internal enum Access : byte
{
    /// <summary>Nothing.</summary>
    Unsaid,

    /// <summary>Not allowed.</summary>
    No,

    /// <summary>Allowed.</summary>
    Yes,

    /// <summary>Allowed to and from a place there.</summary>
    Destination,
}

/// <summary>
/// Access tags: the key closest to the mode decides (wiki.openstreetmap.org/wiki/Key:access). Times of day and other conditions (<c>:conditional</c>) are not read.
/// </summary>
internal static class AccessRules
{
    private static readonly string[] CarKeys = ["motorcar", "motor_vehicle", "vehicle", "access"];

    // In China an electric bicycle is no motor vehicle (GB 17761): motor_vehicle does not bind it.
    private static readonly string[] EbikeKeys = ["electric_bicycle", "bicycle", "mofa", "moped", "vehicle", "access"];

    private static readonly string[] WalkKeys = ["foot", "access"];

    /// <summary>What the tags say about a mode.</summary>
    /// <param name="tags">Of a way or node.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="direction"><c>:forward</c>, <c>:backward</c> or null.</param>
    /// <param name="isOwnKey">Whether a key of the mode says so, rather than <c>access</c> or <c>vehicle</c>.</param>
    public static Access Of(in OsmTags tags, TravelMode mode, string? direction, out bool isOwnKey)
    {
        foreach (var key in mode switch { TravelMode.Car => CarKeys, TravelMode.Ebike => EbikeKeys, _ => WalkKeys })
        {
            isOwnKey = key is not ("access" or "vehicle");
            var value = (direction is null ? null : tags[DirectedKey(key, direction)]) ?? tags[key];
            if (value is not null && Of(value) is var access and not Access.Unsaid)
            {
                return access;
            }
        }

        isOwnKey = false;
        return Access.Unsaid;
    }

    private static string DirectedKey(string key, string direction) => string.Concat(key, direction);

    private static Access Of(string value) => value switch
    {
        "yes" or "permissive" or "designated" or "official" or "public" or "allowed" => Access.Yes,
        "no" or "use_sidepath" or "dismount" or "agricultural" or "forestry" or "emergency" or "military" or "restricted" or "bus" or "psv" or "hgv" or "none" => Access.No,
        "private" or "destination" or "customers" or "residents" or "delivery" or "permit" or "employees" or "students" or "visitors" => Access.Destination,
        _ => Access.Unsaid,
    };
}
