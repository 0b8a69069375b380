using System.Buffers;
using System.Globalization;
using System.Text;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>What one value of a property has to fulfil: type, bounds, code list, length, characters.</summary>
public static class ValueRules
{
    /// <summary>The earliest date the register takes.</summary>
    public static readonly DateOnly EarliestDate = new(1900, 1, 1);

    /// <summary>The latest date the register takes.</summary>
    public static readonly DateOnly LatestDate = new(2200, 12, 31);

    /// <summary>Longest code of a feature, in UTF-16 units.</summary>
    public const int MaximumCodeLength = 64;

    // A code is a segment of a URL and a word in a file name.
    private static readonly SearchValues<char> NotInCodes = SearchValues.Create("/?#%\\");

    /// <summary>Checks a value that is not null.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">The value, of the CLR type that <see cref="FeatureDraft"/> names for the property type.</param>
    /// <returns>What is wrong, one sentence, or null when the value may be recorded.</returns>
    public static string? Check(PropertyDefinition property, object value)
    {
        ArgumentNullException.ThrowIfNull(property);
        return (property.Type, value) switch
        {
            (PropertyType.Text, string text) when property.Name == "code" => CheckCode(text),
            (PropertyType.Text, string text) => CheckText(property, text),
            (PropertyType.Code, string code) => CheckListed(property, code),
            (PropertyType.Integer, long number) => CheckBounds(property, number),
            (PropertyType.Decimal, decimal number) => CheckBounds(property, number),
            (PropertyType.Number, double number) => CheckNumber(property, number),
            (PropertyType.Boolean, bool) => null,
            (PropertyType.Date, DateOnly date) => CheckDate(property, date),
            (PropertyType.Timestamp, DateTimeOffset instant) => CheckDate(property, DateOnly.FromDateTime(instant.UtcDateTime)),
            (PropertyType.TextList, string[] texts) => texts.Select(t => CheckText(property, t)).FirstOrDefault(f => f is not null),
            _ => $"{Label(property)} has a value of the wrong type; expected {property.Type}.",
        };
    }

    /// <summary>
    /// Checks a code: at most <see cref="MaximumCodeLength"/> characters, no white space, no control characters, none of <c>/ ? # % \</c>, and
    /// not <c>.</c> or <c>..</c>, so that it can stand in a URL and in a file name as it is.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? CheckCode(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length > MaximumCodeLength)
        {
            return $"code has {code.Length} characters; at most {MaximumCodeLength} are allowed.";
        }

        if (code.AsSpan().ContainsAny(NotInCodes) || code.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || code is "" or "." or "..")
        {
            return $"code \"{Printable(code)}\" must not contain white space, control characters or any of / ? # % \\, nor be empty or dots alone.";
        }

        return BrokenCharacter(code) is null ? null : "code contains half of a surrogate pair; send well-formed Unicode.";
    }

    /// <summary>Shortens a text for a message and shows control characters as escapes.</summary>
    internal static string Printable(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 40)))
        {
            _ = char.IsControl(c) || char.IsSurrogate(c)
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")
                : shown.Append(c);
        }

        return text.Length > 40 ? shown.Append('…').ToString() : shown.ToString();
    }

    private static string? CheckText(PropertyDefinition property, string text)
    {
        if (text.Length > property.MaximumLength)
        {
            return $"{Label(property)} has {text.Length} characters; at most {property.MaximumLength} are allowed.";
        }

        return BrokenCharacter(text) is { } wrong ? $"{Label(property)} contains {wrong}; remove it." : null;
    }

    // NUL and half a surrogate pair cannot be stored as UTF-8 text at all; the other controls break printing and files.
    private static string? BrokenCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
            {
                return $"the control character U+{(int)c:X4} at position {i + 1}";
            }

            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c))
            {
                return $"half of a surrogate pair at position {i + 1}";
            }
        }

        return null;
    }

    private static string? CheckListed(PropertyDefinition property, string code) => property.Codes?.Find(code) is not null
        ? null
        : $"\"{Printable(code)}\" is not a value of {Label(property)}; expected one of {string.Join(", ", property.Codes?.Entries.Select(e => e.Code) ?? [])}.";

    private static string? CheckNumber(PropertyDefinition property, double number)
    {
        if (!double.IsFinite(number))
        {
            return $"{Label(property)} must be a finite number.";
        }

        // Beyond decimal's range a number is beyond any bound as well.
        return Math.Abs(number) < 1e27 ? CheckBounds(property, (decimal)number)
            : property.Minimum is null && property.Maximum is null ? null
            : OutOfBounds(property, number.ToString("R", CultureInfo.InvariantCulture));
    }

    private static string? CheckBounds(PropertyDefinition property, decimal number) =>
        number < property.Minimum || number > property.Maximum
            ? OutOfBounds(property, number.ToString(CultureInfo.InvariantCulture))
            : null;

    private static string OutOfBounds(PropertyDefinition property, string number)
    {
        var expected = (property.Minimum, property.Maximum) switch
        {
            ({ } low, { } high) => FormattableString.Invariant($"between {low} and {high}"),
            ({ } low, null) => FormattableString.Invariant($"at least {low}"),
            (_, { } high) => FormattableString.Invariant($"at most {high}"),
            _ => "another number",
        };
        return $"{Label(property)} is {number}; expected {expected}{(property.Unit is { } unit ? $" {unit}" : "")}.";
    }

    private static string? CheckDate(PropertyDefinition property, DateOnly date) => date >= EarliestDate && date <= LatestDate
        ? null
        : $"{Label(property)} is {date:yyyy-MM-dd}; expected a date between {EarliestDate:yyyy-MM-dd} and {LatestDate:yyyy-MM-dd}.";

    private static string Label(PropertyDefinition property) => $"{property.Name} ({property.TitleZh})";
}
