using SkiaSharp;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>No font of this machine has Chinese characters; the message names what to install.</summary>
public sealed class FontMissingException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="folders">Where fonts were looked for.</param>
    public FontMissingException(string folders)
        : base($"No font with Chinese characters was found in {folders}. Install one: sudo apt-get install -y fonts-noto-cjk.")
    {
    }
}

/// <summary>
/// The fonts that maps and charts are lettered with, found once per process: read from font files, since the native library used here knows nothing of
/// the fonts of the system and so depends on nothing but the files.
/// </summary>
public sealed class FontBook : IDisposable
{
    /// <summary>Files in the order of preference: first sans-serif faces made for simplified Chinese.</summary>
    private static readonly (string Regular, string Bold, int Index)[] Preferred =
    [
        ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", 2),
        ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf", 0),
        ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf", 0),
        ("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf", 0),
        ("SourceHanSansCN-Regular.otf", "SourceHanSansCN-Bold.otf", 0),
        ("msyh.ttc", "msyhbd.ttc", 0),
        ("PingFang.ttc", "PingFang.ttc", 0),
        ("wqy-microhei.ttc", "wqy-microhei.ttc", 0),
        ("wqy-zenhei.ttc", "wqy-zenhei.ttc", 0),
        ("simhei.ttf", "simhei.ttf", 0),
        ("DroidSansFallbackFull.ttf", "DroidSansFallbackFull.ttf", 0),
    ];

    private static readonly Lock Opening = new();
    private static FontBook? shared;

    private readonly SKTypeface _regular;
    private readonly SKTypeface _bold;

    private FontBook(SKTypeface regular, SKTypeface bold) => (_regular, _bold) = (regular, bold);

    /// <summary>Folders that fonts are looked for in.</summary>
    public static IReadOnlyList<string> SystemFolders { get; } =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
    ];

    /// <summary>The fonts of this machine.</summary>
    /// <exception cref="FontMissingException">There is none with Chinese characters. It is looked for again the next time.</exception>
    public static FontBook System
    {
        get
        {
            lock (Opening)
            {
                return shared ??= Open(SystemFolders);
            }
        }
    }

    /// <summary>The name of the face, for the notes of a report.</summary>
    public string Name => _regular.FamilyName;

    /// <summary>Opens the fonts of some folders.</summary>
    /// <exception cref="FontMissingException">There is none with Chinese characters.</exception>
    public static FontBook Open(IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var files = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .GroupBy(path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var (regularName, boldName, index) in Preferred)
        {
            if (files.TryGetValue(regularName, out var regularPath) && Face(regularPath, index) is { } regular)
            {
                return new FontBook(regular, files.TryGetValue(boldName, out var boldPath) ? Face(boldPath, index) ?? regular : regular);
            }
        }

        throw new FontMissingException(string.Join(", ", folders));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _regular.Dispose();
        _bold.Dispose();
    }

    /// <summary>A font of a size.</summary>
    internal SKFont At(float size, bool isBold = false) => new(isBold ? _bold : _regular, size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };

    /// <summary>The text without what cannot be drawn: control characters are left out, characters that the font lacks become a question mark.</summary>
    internal string Drawable(string text)
    {
        using var font = At(10);
        if (font.ContainsGlyphs(text))
        {
            return text;
        }

        var drawable = new global::System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            drawable.Append(global::System.Text.Rune.IsControl(rune) ? "" : font.ContainsGlyph(rune.Value) ? rune.ToString() : "?");
        }

        return drawable.ToString();
    }

    private static SKTypeface? Face(string path, int index)
    {
        var face = SKTypeface.FromFile(path, index) ?? SKTypeface.FromFile(path);
        if (face is null)
        {
            return null;
        }

        using var font = new SKFont(face, 10);
        if (font.ContainsGlyphs("武进区老旧小区"))
        {
            return face;
        }

        face.Dispose();
        return null;
    }
}
