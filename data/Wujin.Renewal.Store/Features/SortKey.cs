using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Features;

/// <summary>One step of an order: by a property, up or down. Features without a value come last either way; equal ones are in the order of keys.</summary>
/// <param name="Property">A property of the collection that is no list.</param>
/// <param name="IsDescending">From the largest.</param>
/// <remarks>Names and other Chinese texts are in the order of their readings (pinyin); codes by code point; true after false.</remarks>
public sealed record SortKey(PropertyDefinition Property, bool IsDescending)
{
    /// <summary>The expression that is sorted by.</summary>
    internal string Expression => "f.\"" + Property.Name + "\"" + Collation;

    /// <summary>The value as text that the service reads back, for the place where a page ends.</summary>
    internal string ValueText => Property.Type switch
    {
        PropertyType.Timestamp => $"to_char(f.\"{Property.Name}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
        PropertyType.Date => $"to_char(f.\"{Property.Name}\", 'YYYY-MM-DD')",
        _ => $"f.\"{Property.Name}\"::text",
    };

    private string Collation => Property.Type switch
    {
        PropertyType.Text when Property.Name is "code" || Property.Name.EndsWith("_code", StringComparison.Ordinal) => " COLLATE \"C\"",
        PropertyType.Text => " COLLATE renewal.by_reading",
        PropertyType.Code => " COLLATE \"C\"",
        _ => "",
    };
}
