namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>Finds the files that belong to a shapefile, whatever the case of their extensions.</summary>
internal static class Companion
{
    private const int LongestTextBytes = 64 * 1024;

    /// <summary>The file of the same name with another extension, or null.</summary>
    public static string? Find(string path, string extension)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var name = Path.GetFileNameWithoutExtension(path);
        return Directory.EnumerateFiles(folder).FirstOrDefault(f =>
            Path.GetFileNameWithoutExtension(f).Equals(name, StringComparison.Ordinal)
            && Path.GetExtension(f).Equals(extension, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The text of such a file (.prj, .cpg), or null where there is none.</summary>
    public static string? ReadText(string path, string extension)
    {
        if (Find(path, extension) is not { } file)
        {
            return null;
        }

        using var stream = File.OpenRead(file);
        return ReadText(stream);
    }

    /// <summary>The text of a small stream.</summary>
    public static string ReadText(Stream stream)
    {
        var bytes = new byte[LongestTextBytes];
        var length = stream.ReadAtLeast(bytes, LongestTextBytes, throwOnEndOfStream: false);
        return System.Text.Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF');
    }
}
