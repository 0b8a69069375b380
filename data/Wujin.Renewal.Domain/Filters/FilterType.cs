namespace Wujin.Renewal.Domain.Filters;

/// <summary>The types of values in a filter.</summary>
public enum FilterType
{
    /// <summary>Not known yet: a name that has not been looked up.</summary>
    Unresolved,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A number, exact or not.</summary>
    Number,

    /// <summary>True or false; what a filter as a whole is.</summary>
    Boolean,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>An instant.</summary>
    Timestamp,

    /// <summary>From one day or instant to another.</summary>
    Interval,

    /// <summary>A geometry.</summary>
    Geometry,
}

/// <summary>How types are called and grouped.</summary>
public static class FilterTypes
{
    /// <summary>The type in a message: <c>a number</c>.</summary>
    public static string Name(this FilterType type) => type switch
    {
        FilterType.Text => "a text",
        FilterType.Number => "a number",
        FilterType.Boolean => "true or false",
        FilterType.Date => "a date",
        FilterType.Timestamp => "a timestamp",
        FilterType.Interval => "an interval",
        FilterType.Geometry => "a geometry",
        _ => "a name",
    };

    /// <summary>Whether values of the type are points in time.</summary>
    public static bool IsInstant(this FilterType type) => type is FilterType.Date or FilterType.Timestamp;
}
