using SkiaSharp;

namespace Wujin.Renewal.Viewer.Mapping;

/// <summary>A font with Chinese characters, by what each system has.</summary>
internal static class Fonts
{
    private static readonly string[] Wanted = ["Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", "SimHei"];

    /// <summary>Name of the family; the first wanted one that is installed, else any that has the character 武.</summary>
    public static string Chinese { get; } = Find();

    private static string Find()
    {
        var installed = SKFontManager.Default.FontFamilies.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Wanted.FirstOrDefault(installed.Contains) is { } family)
        {
            return family;
        }

        using var fallback = SKFontManager.Default.MatchCharacter('武');
        return fallback?.FamilyName ?? SKTypeface.Default.FamilyName;
    }
}
