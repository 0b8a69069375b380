using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Formats;

/// <summary>What a person says about a file; it goes before anything the file says of itself.</summary>
public sealed record SourceOptions
{
    /// <summary>Character encoding, any usual spelling (<c>GBK</c>, <c>utf-8</c>, <c>big5</c>, <c>cp936</c>); null to go by the file.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate system; null to go by the file.</summary>
    public CoordinateSystem? Crs { get; init; }

    /// <summary>
    /// Which table to read where a file holds several: the name of a shapefile inside a zip, of a worksheet inside a workbook. Null where
    /// there is one, and for the first worksheet with content.
    /// </summary>
    public string? Layer { get; init; }
}
