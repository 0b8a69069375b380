using System.Text;
using Wujin.Renewal.Formats.Encodings;
using Wujin.Renewal.Formats.GeoJson;
using Wujin.Renewal.Formats.Ledgers;
using Wujin.Renewal.Formats.Shapefiles;

namespace Wujin.Renewal.Formats;

/// <summary>
/// A file with rows to be read: GeoJSON, shapefile (plain or zipped), .dbf, CSV, .xlsx, .xls. Opening it finds out format, fields,
/// coordinate system and encoding; <see cref="Rows"/> then streams, in memory that does not grow with the file.
/// </summary>
/// <remarks>One thread at a time. <see cref="BytesRead"/> may be read by another for a progress bar.</remarks>
public abstract class SourceFile : IDisposable
{
    private long _bytesRead;

    /// <summary>The path given.</summary>
    public required string Path { get; init; }

    /// <summary>The format, by content; the extension decides only between text formats.</summary>
    public abstract SourceFormat Format { get; }

    /// <summary>The fields, in the order of the file.</summary>
    public IReadOnlyList<SourceField> Fields { get; protected init; } = [];

    /// <summary>The coordinate system of the geometries.</summary>
    public SourceCrs Crs { get; protected init; } = SourceCrs.NotNeeded;

    /// <summary>The character encoding; null where the format leaves no choice (.xlsx).</summary>
    public SourceEncoding? Encoding { get; protected init; }

    /// <summary>How many rows there are, where the file tells without being read to the end.</summary>
    public long? RowCountHint { get; protected init; }

    /// <summary>Size of what <see cref="Rows"/> reads, bytes.</summary>
    public long TotalBytes { get; protected init; }

    /// <summary>How much of <see cref="TotalBytes"/> the current enumeration has read.</summary>
    public long BytesRead
    {
        get => Interlocked.Read(ref _bytesRead);
        protected set => Interlocked.Exchange(ref _bytesRead, value);
    }

    /// <summary>Things a person should know before going on (a declaration that is wrong, a sheet that was chosen), one sentence each.</summary>
    public IReadOnlyList<string> Notices { get; protected init; } = [];

    /// <summary>Rows that <see cref="Rows"/> has passed over so far, other than blank ones, and why: totals, notes, headers repeated.</summary>
    public virtual IReadOnlyList<SkippedRow> Skipped => [];

    /// <summary>Whether rows may have geometries.</summary>
    public bool HasGeometry => Crs.Origin != CrsOrigin.NotNeeded;

    /// <summary>
    /// Streams the rows. A broken row comes with faults and the reading goes on; each call starts again from the first row.
    /// </summary>
    /// <exception cref="SourceFileException">While enumerating: the file is broken from here on.</exception>
    public abstract IEnumerable<SourceRow> Rows();

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; for a shapefile its .shp, or a zip that holds one.</param>
    /// <param name="options">What a person says about it.</param>
    /// <exception cref="SourceFileException">It cannot be read; the message says why and what to do.</exception>
    public static SourceFile Open(string path, SourceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return FormatDetector.Detect(path) switch
            {
                SourceFormat.GeoJson => GeoJsonFile.OpenFile(path, options),
                SourceFormat.Shapefile => ShapefileFile.OpenFile(path, options),
                SourceFormat.Dbf => DbfFile.OpenFile(path, options),
                SourceFormat.Excel => ExcelFile.OpenFile(path, options),
                _ => CsvFile.OpenFile(path, options),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFileException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives up what the file holds open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
