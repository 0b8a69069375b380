using System.Globalization;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Where in a filter something stands.</summary>
/// <param name="Offset">Characters before it in CQL2 text; -1 in CQL2 JSON.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) to it in CQL2 JSON; null in CQL2 text.</param>
public readonly record struct FilterPlace(int Offset, string? Pointer = null)
{
    /// <summary>A place in CQL2 JSON.</summary>
    public static FilterPlace OfPointer(string pointer) => new(-1, pointer);

    /// <summary>For messages, counted from 1: <c>at character 12</c>, <c>at /args/0</c>.</summary>
    public override string ToString() => Pointer switch
    {
        null => "at character " + (Offset + 1).ToString(CultureInfo.InvariantCulture),
        "" => "at the top",
        _ => "at " + Pointer,
    };
}

/// <summary>A filter cannot be used, and whoever wrote it can mend it.</summary>
public sealed class FilterException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="place">Where the fault is.</param>
    /// <param name="detail">What is wrong and what was expected; the place is put before it.</param>
    public FilterException(FilterPlace place, string detail)
        : base(Spell(place, detail)) => Place = place;

    /// <summary>Where the fault is.</summary>
    public FilterPlace Place { get; }

    private static string Spell(FilterPlace place, string detail)
    {
        var at = place.ToString();
        return char.ToUpperInvariant(at[0]) + at[1..] + ": " + detail;
    }
}
