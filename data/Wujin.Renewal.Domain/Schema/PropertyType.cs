namespace Wujin.Renewal.Domain.Schema;

/// <summary>The value types a property of a collection may have.</summary>
public enum PropertyType
{
    /// <summary>Unicode text.</summary>
    Text,

    /// <summary>64-bit integer.</summary>
    Integer,

    /// <summary>Exact decimal number (money in 万元, areas as declared).</summary>
    Decimal,

    /// <summary>Double-precision number (measured areas).</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Calendar date, ISO 8601 (<c>2026-03-31</c>).</summary>
    Date,

    /// <summary>Instant, RFC 3339 in UTC.</summary>
    Timestamp,

    /// <summary>One of a <see cref="CodeList"/>.</summary>
    Code,

    /// <summary>A list of texts.</summary>
    TextList,
}
