namespace Wujin.Renewal.Formats;

/// <summary>Tells the format of a file by its first bytes; the extension only decides where they leave a choice.</summary>
internal static class FormatDetector
{
    private const int HeadBytes = 4096;

    /// <summary>The format of an existing file.</summary>
    /// <exception cref="SourceFileException">There is no such file, it is empty, or it is of a kind that is not read.</exception>
    public static SourceFormat Detect(string path)
    {
        if (Directory.Exists(path))
        {
            throw new SourceFileException($"{path} is a folder; name a file in it.");
        }

        if (!File.Exists(path))
        {
            throw new SourceFileException($"There is no file {path}.");
        }

        var head = ReadHead(path);
        if (head.Length == 0)
        {
            throw new SourceFileException($"{path} is empty.");
        }

        return FromBytes(path, head) ?? FromExtension(path, head);
    }

    private static byte[] ReadHead(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[HeadBytes];
        return head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
    }

    private static SourceFormat? FromBytes(string path, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return ZipHoldsWorkbook(path) ? SourceFormat.Excel : SourceFormat.Shapefile;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return SourceFormat.Excel;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x27, 0x0A]) && Extension(path) is not (".shx" or ".SHX"))
        {
            return SourceFormat.Shapefile;
        }

        if (head.StartsWith("SQLite format 3"u8))
        {
            throw new SourceFileException($"{path} is a GeoPackage or SQLite database, which is not read; export it as GeoJSON or shapefile.");
        }

        if (head.StartsWith("%PDF"u8) || head.StartsWith("Rar!"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            throw new SourceFileException($"{path} is a PDF or an archive that is not read; unpack it, or export the table as CSV or XLSX.");
        }

        return null;
    }

    private static SourceFormat FromExtension(string path, ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var first = text.IndexOfAnyExcept(" \t\r\n\0"u8);
        return Extension(path) switch
        {
            ".dbf" => SourceFormat.Dbf,
            ".shp" => throw new SourceFileException($"{path} is named .shp but does not begin like a shapefile."),
            ".shx" or ".prj" or ".cpg" => throw new SourceFileException($"{path} is a companion of a shapefile; name the .shp file."),
            ".xlsx" or ".xls" when !LooksLikeText(text) => throw new SourceFileException($"{path} is named like a workbook but is none; save it again as .xlsx."),
            ".zip" => throw new SourceFileException($"{path} is named .zip but is no zip file."),
            _ when first >= 0 && text[first] is (byte)'{' or (byte)'[' => SourceFormat.GeoJson,
            ".json" or ".geojson" => throw new SourceFileException($"{path} is named like GeoJSON but does not begin with an object."),
            _ when first >= 0 && text[first] == (byte)'<' => throw new SourceFileException(
                $"{path} is an XML or HTML document (perhaps KML, GML, or a web page saved as a workbook), which is not read; save it as GeoJSON, CSV or XLSX."),
            _ when LooksLikeText(text) => SourceFormat.Csv,
            _ => throw new SourceFileException($"{path} is of a kind that is not read; expected GeoJSON, shapefile (.shp or .zip), .dbf, CSV, .xlsx or .xls."),
        };
    }

    private static string Extension(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant();

    // UTF-16 text has many NUL bytes, but begins with a byte order mark.
    private static bool LooksLikeText(ReadOnlySpan<byte> head) =>
        !head.Contains((byte)0) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    private static bool ZipHoldsWorkbook(string path)
    {
        try
        {
            using var zip = System.IO.Compression.ZipFile.OpenRead(path);
            return zip.Entries.Any(e => e.FullName is "[Content_Types].xml" || e.FullName.StartsWith("xl/", StringComparison.Ordinal));
        }
        catch (InvalidDataException e)
        {
            throw new SourceFileException($"{path} is a damaged zip file, perhaps cut off while it was copied: {e.Message}", e);
        }
    }
}
