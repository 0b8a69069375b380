using System.Globalization;

namespace Wujin.Renewal.Viewer.Core.Language;

/// <summary>The words of the viewer in one language, Chinese first.</summary>
internal sealed class Words
{
    /// <summary>Chinese.</summary>
    public static readonly Words Chinese = new("zh", CultureInfo.GetCultureInfo("zh-CN"));

    /// <summary>English.</summary>
    public static readonly Words English = new("en", CultureInfo.GetCultureInfo("en-GB"));

    private Words(string language, CultureInfo culture) => (Language, Culture) = (language, culture);

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>Numbers and dates.</summary>
    public CultureInfo Culture { get; }

    /// <summary>A word.</summary>
    public string this[Word word] => WordList.Texts.TryGetValue(word, out var text) ? Pick(text.Zh, text.En) : word.ToString();

    /// <summary>The words of a language; Chinese unless it is <c>en</c>.</summary>
    public static Words Of(string? language) => language == "en" ? English : Chinese;

    /// <summary>One of two texts.</summary>
    public string Pick(string zh, string? en) => Language == "zh" || string.IsNullOrEmpty(en) ? zh : en;

    /// <summary>A number, grouped, with at most these decimals.</summary>
    public string Number(double value, int decimals = 0) => value.ToString("#,0." + new string('#', decimals), Culture);

    /// <summary>An area in m² or km², and in mu (1 mu = 2000/3 m² exactly).</summary>
    public string Area(double squareMetres)
    {
        var mu = Number(squareMetres * 3 / 2000, squareMetres < 100_000 ? 1 : 0);
        var metric = squareMetres >= 1e6 ? $"{Number(squareMetres / 1e6, 2)} km²" : $"{Number(squareMetres)} m²";
        return $"{metric} · {mu} {this[Word.Mu]}";
    }

    /// <summary>How long ago something was, for the banner of kept data.</summary>
    public string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => Pick("不到 1 分钟", "less than a minute"),
        { TotalHours: < 1 } => Pick($"{(int)age.TotalMinutes} 分钟", $"{(int)age.TotalMinutes} min"),
        { TotalDays: < 1 } => Pick($"{(int)age.TotalHours} 小时", $"{(int)age.TotalHours} h"),
        _ => Pick($"{(int)age.TotalDays} 天", $"{(int)age.TotalDays} d"),
    };
}
