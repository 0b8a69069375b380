using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Viewer.Core.Cartography;

/// <summary>A colour, red, green, blue and opacity from 0 to 255.</summary>
internal readonly record struct Colour(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static Colour Parse(string hex) =>
        new(Convert.ToByte(hex[1..3], 16), Convert.ToByte(hex[3..5], 16), Convert.ToByte(hex[5..7], 16));

    /// <summary>The same at an opacity from 0 to 1.</summary>
    public Colour At(double opacity) => this with { A = (byte)Math.Round(255 * Math.Clamp(opacity, 0, 1)) };

    /// <inheritdoc/>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";
}

/// <summary>Hatching, so that kinds can be told apart in print and without colours.</summary>
internal enum Hatch
{
    /// <summary>None.</summary>
    None,

    /// <summary>Lines one way.</summary>
    Diagonal,

    /// <summary>Lines both ways.</summary>
    Cross,

    /// <summary>Dots.</summary>
    Dots,
}

/// <summary>Colours of the map, for light and dark: those of the browser map, so that both show one register.</summary>
internal sealed record Palette
{
    /// <summary>By day.</summary>
    public static readonly Palette Light = new()
    {
        Paper = Colour.Parse("#e9ecee"), Land = Colour.Parse("#f8f7f3"), Boundary = Colour.Parse("#8c8578"),
        Motorway = Colour.Parse("#e08a3c"), Major = Colour.Parse("#f3c15f"), Minor = Colour.Parse("#ffffff"), Casing = Colour.Parse("#c9c3b5"),
        Text = Colour.Parse("#24302f"), Halo = Colour.Parse("#ffffff"), Soft = Colour.Parse("#66706e"), Select = Colour.Parse("#d6006c"),
        Kinds = Colours("#b4472a", "#2f62ad", "#3f7d3a"),
        Constraints = Constraint("#c9a227", "#c0392b", "#7a4ea3"),
    };

    /// <summary>By night.</summary>
    public static readonly Palette Dark = new()
    {
        Paper = Colour.Parse("#0f1416"), Land = Colour.Parse("#182023"), Boundary = Colour.Parse("#5d6a6d"),
        Motorway = Colour.Parse("#b5702f"), Major = Colour.Parse("#8a7134"), Minor = Colour.Parse("#39454a"), Casing = Colour.Parse("#0f1416"),
        Text = Colour.Parse("#e4e9e7"), Halo = Colour.Parse("#10171a"), Soft = Colour.Parse("#98a5a7"), Select = Colour.Parse("#ff5fb0"),
        Kinds = Colours("#f08a6b", "#7fb0f5", "#86cc7d"),
        Constraints = Constraint("#d8bb4f", "#ef7d72", "#c09be6"),
    };

    /// <summary>Reach, near to far: darker is nearer, told apart in grey as well.</summary>
    public static readonly IReadOnlyList<Colour> Reach = [.. new[] { "#00441b", "#1b7837", "#5aae61", "#a6dba0", "#c2a5cf", "#9970ab", "#762a83" }.Select(Colour.Parse)];

    /// <summary>Classes of an indicator, low to high (one hue).</summary>
    public static readonly IReadOnlyList<Colour> Classes = [.. new[] { "#fee8c8", "#fdbb84", "#fc8d59", "#d7301f", "#7f0000" }.Select(Colour.Parse)];

    /// <summary>Years of the plan, and stages: hues that are told apart by most eyes (Okabe and Ito).</summary>
    public static readonly IReadOnlyList<Colour> Hues =
        [.. new[] { "#999999", "#e69f00", "#56b4e9", "#009e73", "#0072b2", "#d55e00", "#cc79a7", "#6b4c9a" }.Select(Colour.Parse)];

    /// <summary>Where there is no land.</summary>
    public required Colour Paper { get; init; }

    /// <summary>Towns.</summary>
    public required Colour Land { get; init; }

    /// <summary>Borders of towns.</summary>
    public required Colour Boundary { get; init; }

    /// <summary>Motorways.</summary>
    public required Colour Motorway { get; init; }

    /// <summary>Main roads.</summary>
    public required Colour Major { get; init; }

    /// <summary>Other roads.</summary>
    public required Colour Minor { get; init; }

    /// <summary>Edges of roads.</summary>
    public required Colour Casing { get; init; }

    /// <summary>Labels.</summary>
    public required Colour Text { get; init; }

    /// <summary>Around labels.</summary>
    public required Colour Halo { get; init; }

    /// <summary>Lesser labels.</summary>
    public required Colour Soft { get; init; }

    /// <summary>What is selected.</summary>
    public required Colour Select { get; init; }

    /// <summary>Kinds of site by collection.</summary>
    public required IReadOnlyDictionary<string, Colour> Kinds { get; init; }

    /// <summary>Types of constraint area.</summary>
    public required IReadOnlyDictionary<string, Colour> Constraints { get; init; }

    /// <summary>Opacity of the fill of a site by its stage: the further, the fuller.</summary>
    public static double Strength(string? stage) => stage switch
    {
        "surveyed" => 0.12, "proposed" => 0.24, "approved" => 0.36, "construction" => 0.52, "completed" => 0.68, "accepted" => 0.84, "suspended" => 0.12, "cancelled" => 0.04, _ => 0.3,
    };

    /// <summary>Hatching of a kind.</summary>
    public static Hatch HatchOf(string collection) => collection switch
    {
        "compounds" => Hatch.Diagonal, "industrial-parks" => Hatch.Cross, "selfbuild-zones" => Hatch.Dots, _ => Hatch.None,
    };

    /// <summary>The colour of a limit of reach, the nearest first.</summary>
    public static Colour ReachColour(int index, int count) => Reach[count <= 1 ? 1 : (int)Math.Round((double)index * (Reach.Count - 1) / (count - 1))];

    private static Dictionary<string, Colour> Colours(string compounds, string parks, string zones) => new()
    {
        [RegisterCatalogue.Compounds.Id] = Colour.Parse(compounds), [RegisterCatalogue.IndustrialParks.Id] = Colour.Parse(parks), [RegisterCatalogue.SelfBuildZones.Id] = Colour.Parse(zones),
    };

    private static Dictionary<string, Colour> Constraint(string farmland, string ecological, string growth) => new()
    {
        ["farmland"] = Colour.Parse(farmland), ["ecological"] = Colour.Parse(ecological), ["growth-boundary"] = Colour.Parse(growth),
    };
}
