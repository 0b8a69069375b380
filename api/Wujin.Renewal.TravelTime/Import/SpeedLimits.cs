using System.Globalization;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Whether tags put a way within or outside a built-up area.</summary>
internal enum WayZone : byte
{
    /// <summary>They do not: the density of streets decides.</summary>
    Unsaid,

    /// <summary>Within.</summary>
    Urban,

    /// <summary>Outside.</summary>
    Rural,
}

/// <summary>Reads <c>maxspeed</c> (wiki.openstreetmap.org/wiki/Key:maxspeed): numbers with units, <c>walk</c>, and zones such as <c>CN:urban</c> of any country.</summary>
internal static class SpeedLimits
{
    private const double KmPerMile = 1.609344;
    private const double KmPerNauticalMile = 1.852;
    private const double MostKmh = 200;

    private static readonly string[] ZoneKeys = ["maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"];

    /// <summary>A limit in km/h, or 0 where there is none or it is not understood. Of several the lowest.</summary>
    public static float Parse(string? value, SpeedModel model)
    {
        if (string.IsNullOrEmpty(value))
        {
            return 0;
        }

        if (value.Contains(';', StringComparison.Ordinal))
        {
            return value.Split(';').Select(v => Parse(v, model)).Where(v => v > 0).DefaultIfEmpty().Min();
        }

        var text = value.AsSpan().Trim();
        var colon = text.IndexOf(':');
        return colon > 0 ? OfZone(text[(colon + 1)..], model) : text is "walk" ? (float)model.ZonesKmh["walk"] : OfNumber(text);
    }

    /// <summary>The limit that the tags set in one direction, km/h; 0 where they set none.</summary>
    /// <param name="tags">Of the way.</param>
    /// <param name="directedKey"><c>maxspeed:forward</c> or <c>maxspeed:backward</c>.</param>
    /// <param name="model">Limits of zones.</param>
    public static float Of(in OsmTags tags, string directedKey, SpeedModel model)
    {
        var limit = Parse(tags[directedKey] ?? tags["maxspeed"], model);
        return limit > 0 ? limit : Parse(tags["zone:maxspeed"], model);
    }

    /// <summary>Where the tags say that a way lies.</summary>
    public static WayZone ZoneOf(in OsmTags tags)
    {
        foreach (var key in ZoneKeys)
        {
            if (tags[key] is { } value && value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                switch (value.AsSpan(colon + 1))
                {
                    case "urban":
                        return WayZone.Urban;
                    case "rural":
                        return WayZone.Rural;
                }
            }
        }

        return WayZone.Unsaid;
    }

    private static float OfZone(ReadOnlySpan<char> zone, SpeedModel model)
    {
        if (zone.StartsWith("zone"))
        {
            zone = zone[4..].TrimStart(':');
        }

        return model.ZonesKmh.TryGetValue(zone.ToString(), out var kmh) ? (float)kmh : OfNumber(zone);
    }

    private static float OfNumber(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
        {
            digits++;
        }

        if (!double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return 0;
        }

        var kmh = text[digits..].Trim() switch
        {
            "" or "km/h" or "kmh" or "kph" or "km/hour" => number,
            "mph" => number * KmPerMile,
            "knots" => number * KmPerNauticalMile,
            _ => 0,
        };
        return kmh is >= 1 and <= MostKmh ? (float)kmh : 0;
    }
}
