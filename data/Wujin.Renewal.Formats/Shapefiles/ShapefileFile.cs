using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>A shapefile: shapes and the table of their attributes, record by record.</summary>
internal sealed class ShapefileFile : SourceFile
{
    private readonly ShapefileParts _parts;
    private readonly ShpRecords _shapes;
    private readonly DbfContent _table;

    private ShapefileFile(ShapefileParts parts, ShpRecords shapes, DbfContent table) => (_parts, _shapes, _table) = (parts, shapes, table);

    /// <inheritdoc/>
    public override SourceFormat Format => SourceFormat.Shapefile;

    /// <summary>Opens a .shp file or a zip that holds one.</summary>
    public static ShapefileFile OpenFile(string path, SourceOptions options)
    {
        var isPlain = System.IO.Path.GetExtension(path).Equals(".shp", StringComparison.OrdinalIgnoreCase);
        var parts = isPlain ? ShapefileParts.OpenPlain(path) : ZippedShapefile.Open(path, options.Layer);
        try
        {
            List<string> notices = [];
            var shapes = ShpRecords.Open(parts.Shapes);
            var table = DbfContent.Open(parts.Table, parts.CodePage, options.Encoding, notices);
            return new(parts, shapes, table)
            {
                Path = path,
                Fields = table.Fields,
                Encoding = table.Encoding,
                Crs = FindCrs(parts.Projection, shapes.Extent, options),
                RowCountHint = table.Table.Count,
                TotalBytes = parts.Shapes.Length,
                Notices = notices,
            };
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceRow> Rows()
    {
        List<Fault> shapeFaults = [];
        using var shapes = _shapes.Shapes(shapeFaults).GetEnumerator();
        using var records = _table.Table.Records().GetEnumerator();
        for (long number = 1; ; number++)
        {
            var hasShape = shapes.MoveNext();
            var hasRecord = records.MoveNext();
            BytesRead = Math.Min(TotalBytes, _parts.Shapes.Position);
            if (!hasShape && !hasRecord)
            {
                break;
            }

            if (hasRecord && records.Current.IsEmpty)
            {
                continue;
            }

            List<Fault> faults = [.. hasShape ? shapeFaults : [Fault.OfGeometry("The .shp file has no shape for this record of the table.")]];
            var values = hasRecord ? _table.Values.Decode(records.Current.Span, faults) : Missing(faults);
            yield return new() { Number = number, Values = values, Geometry = hasShape ? shapes.Current : null, Faults = faults };
        }

        BytesRead = TotalBytes;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _parts.Dispose();
        base.Dispose(disposing);
    }

    private object?[] Missing(List<Fault> faults)
    {
        faults.Add(new Fault("/properties", "The .dbf table has no record for this shape."));
        return new object?[Fields.Count];
    }

    private static SourceCrs FindCrs(string? projection, Envelope extent, SourceOptions options)
    {
        if (options.Crs is { } stated)
        {
            return SourceCrs.FromOption(stated);
        }

        if (string.IsNullOrWhiteSpace(projection))
        {
            return SourceCrs.FromExtent(extent, "The shapefile has no .prj file");
        }

        var description = CrsDescription.FromWkt(projection);
        return description.System is { } system
            ? new(system, CrsOrigin.Declared, $"{system.Code} ({system.Name}), by the .prj file.")
            : throw new SourceFileException(description.Problem!);
    }
}
