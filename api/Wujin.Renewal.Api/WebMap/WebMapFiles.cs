using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.WebMap;

/// <summary>
/// The browser map as it was built from <c>viewer/web</c>: every file in memory, with the compressed forms that the build left beside it. It lies
/// in the folder <c>web</c> beside the program; where there is none, there is no map.
/// </summary>
internal sealed class WebMapFiles
{
    private const string IndexName = "index.html";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".woff2"] = "font/woff2",
    };

    private readonly Dictionary<string, WebMapFile> _files = new(StringComparer.Ordinal);

    private WebMapFiles(string folder)
    {
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            if (Types.TryGetValue(Path.GetExtension(path), out var type))
            {
                var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
                _files.Add(name, WebMapFile.Read(path, type));
            }
        }
    }

    /// <summary>The page, or null where the map was not built.</summary>
    public WebMapFile? Index => Find(IndexName);

    /// <summary>The files beside the program.</summary>
    public static WebMapFiles BesideProgram() => new(Path.Combine(AppContext.BaseDirectory, "web"));

    /// <summary>A file by its path, such as <c>map/index-3f2a.js</c>; null where there is none.</summary>
    public WebMapFile? Find(string name) => _files.GetValueOrDefault(name);
}

/// <summary>One file in each form it can be sent in.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Plain">As it is.</param>
/// <param name="Brotli">Compressed by Brotli; null where that was not made.</param>
/// <param name="Gzip">Compressed by gzip; null where that was not made.</param>
internal sealed record WebMapFile(string ContentType, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
{
    internal static WebMapFile Read(string path, string type) => new(type, File.ReadAllBytes(path), ReadIfThere(path + ".br"), ReadIfThere(path + ".gz"));

    /// <summary>The bytes in a coding, and the coding they really are in.</summary>
    public (byte[] Content, ContentCoding Coding) In(ContentCoding wanted) => wanted switch
    {
        ContentCoding.Brotli when Brotli is not null => (Brotli, wanted),
        ContentCoding.Gzip when Gzip is not null => (Gzip, wanted),
        _ => (Plain, ContentCoding.Identity),
    };

    private static byte[]? ReadIfThere(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;
}
