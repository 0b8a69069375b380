using System.Globalization;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Tiles;

namespace Wujin.Renewal.Viewer.Core.Cartography;

/// <summary>What the colour of a site tells.</summary>
internal enum ThemeBy
{
    /// <summary>Its kind; the strength of the fill tells the stage.</summary>
    Kind,

    /// <summary>Its stage.</summary>
    Stage,

    /// <summary>The year of the plan.</summary>
    Year,

    /// <summary>The value of a property, in classes.</summary>
    Indicator,
}

/// <summary>An entry of the legend.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Title">Its words.</param>
internal sealed record LegendEntry(Colour Colour, string Title);

/// <summary>How sites are coloured. Immutable: another theme is another object.</summary>
internal sealed class SiteTheme
{
    private static readonly Colour NoValue = Colour.Parse("#bbbbbb");

    private readonly IReadOnlyDictionary<string, double> _values;

    private SiteTheme(ThemeBy by, PropertyDefinition? indicator, IReadOnlyList<double> limits, IReadOnlyDictionary<string, double> values) =>
        (By, Indicator, Limits, _values) = (by, indicator, limits, values);

    /// <summary>By kind.</summary>
    public static SiteTheme ByKind { get; } = new(ThemeBy.Kind, null, [], new Dictionary<string, double>());

    /// <summary>By stage.</summary>
    public static SiteTheme ByStage { get; } = new(ThemeBy.Stage, null, [], new Dictionary<string, double>());

    /// <summary>By year of the plan.</summary>
    public static SiteTheme ByYear { get; } = new(ThemeBy.Year, null, [], new Dictionary<string, double>());

    /// <summary>What the colour tells.</summary>
    public ThemeBy By { get; }

    /// <summary>The property, for a theme by indicator.</summary>
    public PropertyDefinition? Indicator { get; }

    /// <summary>Where one class ends and the next begins, rising; the value itself belongs to the upper class.</summary>
    public IReadOnlyList<double> Limits { get; }

    /// <summary>Properties of sites that a theme can show: the numbers.</summary>
    public static IReadOnlyList<PropertyDefinition> Indicators { get; } =
    [
        .. new[] { RegisterCatalogue.Compounds, RegisterCatalogue.IndustrialParks, RegisterCatalogue.SelfBuildZones }
            .SelectMany(c => c.Properties)
            .Where(p => p.Type is PropertyType.Integer or PropertyType.Decimal or PropertyType.Number && p.Name is not ("version" or "plan_year"))
            .DistinctBy(p => p.Name),
    ];

    /// <summary>By the value of a property.</summary>
    /// <param name="indicator">The property.</param>
    /// <param name="values">Values by collection and code, joined by a slash: <c>compounds/WJ-C-0001</c>. Sites without value are grey.</param>
    public static SiteTheme Of(PropertyDefinition indicator, IReadOnlyDictionary<string, double> values) =>
        new(ThemeBy.Indicator, indicator, Quantiles(values.Values), values);

    /// <summary>The colour of a site.</summary>
    /// <param name="collection">Its collection.</param>
    /// <param name="feature">The site as its tile has it.</param>
    /// <param name="kind">The colour of its kind.</param>
    public Colour ColourOf(string collection, TileFeature feature, Colour kind) => By switch
    {
        ThemeBy.Stage => StageColour(feature.Text("stage")),
        ThemeBy.Year => feature.Attributes.GetValueOrDefault("plan_year") is double year ? YearColour((int)year) : NoValue,
        ThemeBy.Indicator => _values.TryGetValue($"{collection}/{feature.Text("code")}", out var value) ? ClassColour(ClassOf(value)) : NoValue,
        _ => kind,
    };

    /// <summary>The legend of sites.</summary>
    public IReadOnlyList<LegendEntry> Legend(Palette palette, Words words) => By switch
    {
        ThemeBy.Stage => [.. CodeLists.Stages.Entries.Select(e => new LegendEntry(StageColour(e.Code), words.Pick(e.TitleZh, e.TitleEn)))],
        ThemeBy.Year => [.. Enumerable.Range(2021, 8).Select(y => new LegendEntry(YearColour(y), y.ToString(CultureInfo.InvariantCulture))), new(NoValue, words[Word.NoValue])],
        ThemeBy.Indicator => [.. Enumerable.Range(0, Limits.Count + 1).Select(i => new LegendEntry(ClassColour(i), ClassTitle(i, words))), new(NoValue, words[Word.NoValue])],
        _ => [.. palette.Kinds.Select(k => new LegendEntry(k.Value, RegisterCatalogue.Find(k.Key) is { } c ? words.Pick(c.TitleZh, c.TitleEn) : k.Key))],
    };

    /// <summary>The class of a value, from 0.</summary>
    internal int ClassOf(double value)
    {
        var index = 0;
        while (index < Limits.Count && value >= Limits[index])
        {
            index++;
        }

        return index;
    }

    // Fifths of the distinct values, so that one frequent value (zero, mostly) does not fill several classes.
    private static List<double> Quantiles(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Distinct().Order().ToList();
        return [.. Enumerable.Range(1, Palette.Classes.Count - 1).Select(i => i * sorted.Count / Palette.Classes.Count).Where(i => i > 0).Distinct().Select(i => sorted[i])];
    }

    private static Colour StageColour(string? stage)
    {
        var index = CodeLists.Stages.Entries.Select(e => e.Code).ToList().IndexOf(stage ?? "");
        return index < 0 ? NoValue : Palette.Hues[index];
    }

    private static Colour YearColour(int year) => Palette.Hues[((year - 2021) % Palette.Hues.Count + Palette.Hues.Count) % Palette.Hues.Count];

    private Colour ClassColour(int index) => Palette.Classes[Limits.Count == 0 ? 2 : index * (Palette.Classes.Count - 1) / Limits.Count];

    private string ClassTitle(int index, Words words) => (index, Limits.Count) switch
    {
        (0, 0) => words[Word.AllValues],
        (0, _) => $"< {words.Number(Limits[0], 2)}",
        var (i, n) when i == n => $"≥ {words.Number(Limits[^1], 2)}",
        _ => $"{words.Number(Limits[index - 1], 2)} – {words.Number(Limits[index], 2)}",
    };
}
