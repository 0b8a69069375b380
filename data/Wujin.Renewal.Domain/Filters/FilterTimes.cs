using System.Globalization;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Reads the dates and instants of filters.</summary>
public static class FilterTimes
{
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A date, <c>2026-03-31</c>.</summary>
    /// <exception cref="FilterException">It is none.</exception>
    public static DateLiteral Date(string text, FilterPlace place) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateLiteral(date) { At = place }
            : throw new FilterException(place, $"'{Schema.ValueRules.Printable(text)}' is no date. Expected one like '2026-03-31'.");

    /// <summary>An instant, <c>2026-03-31T08:00:00Z</c>.</summary>
    /// <exception cref="FilterException">It is none.</exception>
    public static TimestampLiteral Timestamp(string text, FilterPlace place)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hasOffset = text.Length > 19 && (text[^1] is 'Z' || (text[^3] == ':' && text[^6] is '+' or '-'));
        return hasOffset && DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? new TimestampLiteral(instant.ToUniversalTime()) { At = place }
            : throw new FilterException(place, $"'{Schema.ValueRules.Printable(text)}' is no instant. Expected one like '2026-03-31T08:00:00Z'.");
    }

    /// <summary>A date or an instant.</summary>
    /// <exception cref="FilterException">It is neither.</exception>
    public static Expression Literal(string text, FilterPlace place)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('T', StringComparison.Ordinal) ? Timestamp(text, place) : Date(text, place);
    }

    /// <summary>The end of an interval: null for <c>..</c>, which is open.</summary>
    /// <exception cref="FilterException">It is neither open nor a time.</exception>
    public static Expression? End(string text, FilterPlace place) => text == ".." ? null : Literal(text, place);

    /// <summary>The way an instant is written.</summary>
    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The way a date is written.</summary>
    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whether two literal ends of one kind stand in the wrong order.</summary>
    internal static bool IsReversed(Expression? start, Expression? finish) => (start, finish) switch
    {
        (DateLiteral a, DateLiteral b) => a.Value > b.Value,
        (TimestampLiteral a, TimestampLiteral b) => a.Value > b.Value,
        _ => false,
    };
}
