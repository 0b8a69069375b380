using System.IO.Compression;
using System.Text;
using Wujin.Renewal.Formats.Encodings;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>
/// Takes one shapefile out of a zip into nameless temporary files. Names inside the zip only select; nothing is ever written under them, so
/// that no name can lead anywhere.
/// </summary>
internal static class ZippedShapefile
{
    private const long LargestPartBytes = 4L * 1024 * 1024 * 1024;
    private const long AlwaysAllowedBytes = 256L * 1024 * 1024;
    private const long LargestRatio = 500;

    /// <summary>Opens the shapefile in a zip.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="layer">Its name without extension, or null where there is one only.</param>
    /// <exception cref="SourceFileException">There is none, or several and no name, or the zip is damaged or a bomb.</exception>
    public static ShapefileParts Open(string path, string? layer)
    {
        try
        {
            using var zip = ZipFile.Open(path, ZipArchiveMode.Read, Encoding.Latin1);
            var entries = zip.Entries
                .Select(e => (Entry: e, Name: DecodeName(e.FullName)))
                .Where(e => !e.Name.StartsWith("__MACOSX/", StringComparison.Ordinal) && !e.Name.EndsWith('/'))
                .ToList();
            var stem = Choose(path, entries.Select(e => e.Name), layer);
            ZipArchiveEntry? Part(string extension) => entries.FirstOrDefault(e => e.Name.Equals(stem + extension, StringComparison.OrdinalIgnoreCase)).Entry;
            if (Part(".dbf") is not { } table)
            {
                throw new SourceFileException($"{path} holds {stem}.shp but not its table {stem}.dbf; put both into the zip.");
            }

            var shapes = Unpack(Part(".shp")!, path);
            try
            {
                return new(shapes, Unpack(table, path), Text(Part(".prj")), Text(Part(".cpg")));
            }
            catch
            {
                shapes.Dispose();
                throw;
            }
        }
        catch (InvalidDataException e)
        {
            throw new SourceFileException($"{path} is a damaged zip file, perhaps cut off while it was copied: {e.Message}", e);
        }
    }

    private static string Choose(string path, IEnumerable<string> names, string? layer)
    {
        var all = names.ToList();
        var stems = all.Where(n => n.EndsWith(".shp", StringComparison.OrdinalIgnoreCase)).Select(n => n[..^4]).ToList();
        if (stems.Count == 0)
        {
            var what = all.Count == 0 ? "nothing" : string.Join(", ", all.Take(5)) + (all.Count > 5 ? ", …" : "");
            throw new SourceFileException($"{path} holds no shapefile but {what}; unpack it and name the file to read.");
        }

        var chosen = layer is null ? stems : stems.Where(s => s == layer || s.Split('/')[^1] == layer).ToList();
        var list = string.Join(", ", stems.Take(20));
        return chosen.Count switch
        {
            1 => chosen[0],
            0 => throw new SourceFileException($"{path} holds no shapefile \"{layer}\"; it holds {list}."),
            _ => throw new SourceFileException($"{path} holds several shapefiles: {list}. Name one with --layer, or put each into a zip of its own."),
        };
    }

    // A zip without the UTF-8 mark says nothing of the encoding of its names: Chinese Windows writes GBK, other programs UTF-8 all the same.
    private static string DecodeName(string name)
    {
        var path = name.Replace('\\', '/');
        if (name.All(c => c < 0x80) || name.Any(c => c > 0xFF))
        {
            return path;
        }

        var bytes = Encoding.Latin1.GetBytes(name);
        var encoding = EncodingScore.IsAllowed(TextEncodings.Strict(TextEncodings.Utf8), bytes) ? TextEncodings.Utf8 : TextEncodings.Named("GB18030").Encoding;
        return encoding.GetString(bytes).Replace('\\', '/');
    }

    private static string? Text(ZipArchiveEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        using var stream = entry.Open();
        return Companion.ReadText(stream);
    }

    private static FileStream Unpack(ZipArchiveEntry entry, string path)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            using var packed = entry.Open();
            var block = new byte[128 * 1024];
            for (int read; (read = packed.Read(block)) > 0;)
            {
                file.Write(block, 0, read);
                if (file.Position > LargestPartBytes || (file.Position > AlwaysAllowedBytes && file.Position > entry.CompressedLength * LargestRatio))
                {
                    throw new SourceFileException($"{path} unpacks to far more than a shapefile can have; it is not read any further.");
                }
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
