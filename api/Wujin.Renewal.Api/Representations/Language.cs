using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Wujin.Renewal.Api.Representations;

/// <summary>Language of titles, descriptions and pages.</summary>
public enum Language
{
    /// <summary>Chinese, the first language.</summary>
    Chinese,

    /// <summary>English.</summary>
    English,
}

/// <summary>Spellings and negotiation of <see cref="Language"/>.</summary>
public static class Languages
{
    /// <summary>Language tag for headers and for the <c>lang</c> attribute.</summary>
    public static string Tag(this Language language) => language == Language.Chinese ? "zh-CN" : "en";

    /// <summary>Value of the parameter <c>lang</c>.</summary>
    public static string Code(this Language language) => language == Language.Chinese ? "zh" : "en";

    /// <summary>The other language.</summary>
    public static Language Other(this Language language) => language == Language.Chinese ? Language.English : Language.Chinese;

    /// <summary>Picks the text in this language.</summary>
    public static string Pick(this Language language, string chinese, string english) => language == Language.Chinese ? chinese : english;

    /// <summary>The language that Accept-Language prefers; Chinese where it names neither.</summary>
    internal static Language Negotiate(RequestHeaders headers)
    {
        var (best, language) = (0.0, Language.Chinese);
        foreach (var accepted in headers.AcceptLanguage)
        {
            var quality = accepted.Quality ?? 1;
            Language? named = Starts(accepted, "zh") ? Language.Chinese : Starts(accepted, "en") ? Language.English : null;
            if (named is { } match && quality > best)
            {
                (best, language) = (quality, match);
            }
        }

        return language;
    }

    private static bool Starts(StringWithQualityHeaderValue accepted, string prefix) =>
        accepted.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
