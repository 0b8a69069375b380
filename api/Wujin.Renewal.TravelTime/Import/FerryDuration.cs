using System.Globalization;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Reads <c>duration</c> (wiki.openstreetmap.org/wiki/Key:duration): <c>mm</c>, <c>hh:mm</c>, <c>hh:mm:ss</c> or ISO 8601 <c>PT15M</c>.</summary>
internal static class FerryDuration
{
    private const float MostSeconds = 86_400;

    /// <summary>Seconds, or 0 where there is no duration or it is not understood.</summary>
    public static float Seconds(string? duration)
    {
        if (string.IsNullOrWhiteSpace(duration))
        {
            return 0;
        }

        var seconds = duration.StartsWith('P') ? Iso(duration) : Clock(duration.Split(':'));
        return seconds is > 0 and <= MostSeconds ? seconds : 0;
    }

    private static float Iso(string duration)
    {
        try
        {
            return (float)System.Xml.XmlConvert.ToTimeSpan(duration).TotalSeconds;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return 0;
        }
    }

    private static float Clock(string[] parts)
    {
        Span<float> numbers = stackalloc float[3];
        if (parts.Length > numbers.Length)
        {
            return 0;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return 0;
            }
        }

        return parts.Length == 1 ? numbers[0] * 60 : numbers[0] * 3600 + numbers[1] * 60 + numbers[2];
    }
}
