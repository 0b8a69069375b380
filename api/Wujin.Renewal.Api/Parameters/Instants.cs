using System.Globalization;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>Reads RFC 3339 instants and dates, and intervals of them.</summary>
internal static class Instants
{
    /// <summary>Dates of the register are calendar days in China, UTC+8 all year.</summary>
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>An instant with its offset from UTC: <c>2026-03-31T08:00:00Z</c>.</summary>
    internal static DateTimeOffset? Parse(string text, out string fault)
    {
        fault = text.Contains(' ', StringComparison.Ordinal)
            ? "An instant is RFC 3339, for example 2026-03-31T08:00:00Z; a + in an address must be written %2B."
            : "An instant is RFC 3339 with its offset from UTC, for example 2026-03-31T08:00:00Z or 2026-03-31T16:00:00%2B08:00.";
        var hasOffset = text.Length > 19 && (text[^1] is 'Z' or 'z' || (text[^3] == ':' && text[^6] is '+' or '-'));
        return hasOffset && DateTimeOffset.TryParseExact(text.ToUpperInvariant(), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToUniversalTime()
            : null;
    }

    /// <summary>A calendar date: <c>2026-03-31</c>.</summary>
    internal static DateOnly? ParseDate(string text, out string fault)
    {
        fault = "A date is ISO 8601, for example 2026-03-31.";
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    /// <summary>The parameter <c>datetime</c>: an instant or a date, or an interval of two, open at one end by <c>..</c> or nothing.</summary>
    /// <remarks>OGC 17-069r4, /req/core/fc-time-definition; full dates are taken besides. An instant stands for its calendar day in China.</remarks>
    internal static Store.Features.DateInterval? ParseInterval(string text, out string fault)
    {
        var ends = text.Split('/');
        if (ends.Length > 2 || (ends.Length == 2 && ends.All(IsOpen)))
        {
            fault = "datetime is an instant, a date, or an interval start/finish of which one end may be open: 2026-01-01/2026-03-31, 2026-01-01/.., ../2026-03-31.";
            return null;
        }

        DateOnly? start = null, finish = null;
        if (!(IsOpen(ends[0]) && ends.Length == 2) && (start = ParseDay(ends[0], out fault)) is null)
        {
            return null;
        }

        if (!IsOpen(ends[^1]) && (finish = ParseDay(ends[^1], out fault)) is null)
        {
            return null;
        }

        fault = "datetime ends before it starts.";
        return start > finish ? null : new Store.Features.DateInterval(start, finish);
    }

    private static bool IsOpen(string end) => end is "" or "..";

    private static DateOnly? ParseDay(string text, out string fault)
    {
        if (ParseDate(text, out _) is { } date)
        {
            fault = "";
            return date;
        }

        if (Parse(text, out _) is { } instant)
        {
            fault = "";
            return DateOnly.FromDateTime(instant.ToOffset(China).DateTime);
        }

        fault = $"'{text}' is neither an RFC 3339 instant (2026-03-31T08:00:00Z) nor a date (2026-03-31).";
        return null;
    }
}
