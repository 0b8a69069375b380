using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats;

/// <summary>The formats that can be read.</summary>
public enum SourceFormat
{
    /// <summary>GeoJSON (RFC 7946, and the older <c>crs</c> member).</summary>
    GeoJson,

    /// <summary>ESRI shapefile, its files side by side or in a zip.</summary>
    Shapefile,

    /// <summary>A dBASE table without shapes.</summary>
    Dbf,

    /// <summary>Text table with a delimiter.</summary>
    Csv,

    /// <summary>Excel workbook, .xlsx or .xls.</summary>
    Excel,
}

/// <summary>The kind of values a field holds, as the file declares it or as its first rows show; a hint for people, never a rule.</summary>
public enum FieldType
{
    /// <summary>Nothing but nulls so far.</summary>
    Unknown,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Dates.</summary>
    Date,
}

/// <summary>A field (column) of a source file.</summary>
/// <param name="Name">The name as the file spells it; in a ledger a second column of the same name gets <c>_2</c>.</param>
/// <param name="Type">What it holds.</param>
public sealed record SourceField(string Name, FieldType Type);

/// <summary>One row (feature, record) of a source file.</summary>
public sealed class SourceRow
{
    /// <summary>
    /// The number under which the sender finds the row: line in a CSV, row in a worksheet, 1-based record or feature elsewhere.
    /// </summary>
    public required long Number { get; init; }

    /// <summary>
    /// Values in the order of <see cref="SourceFile.Fields"/>: <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>,
    /// <see cref="double"/>, <see cref="bool"/>, <see cref="DateOnly"/>, <see cref="DateTime"/>, <c>string[]</c>, or null.
    /// </summary>
    public required IReadOnlyList<object?> Values { get; init; }

    /// <summary>The geometry in the file's own coordinate system, x easting or longitude; null where the row has none.</summary>
    public Geometry? Geometry { get; init; }

    /// <summary>What is broken in the row itself. A row with faults has what could be read of it; it must not be recorded.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}

/// <summary>A row that is no record.</summary>
/// <param name="Number">As <see cref="SourceRow.Number"/>.</param>
/// <param name="Reason">Why: <c>a row of totals</c>.</param>
public sealed record SkippedRow(long Number, string Reason);
