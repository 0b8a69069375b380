using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>A picture to be drawn: what is in it, not how it looks.</summary>
public abstract record Drawing
{
    /// <summary>Width, in units of about a quarter of a millimetre on paper: 800 is the width of a page of A4.</summary>
    public int Width { get; init; } = 800;

    /// <summary>Height in the same units; charts find their own.</summary>
    public int Height { get; init; } = 560;

    /// <summary>Language of its words.</summary>
    public ReportLanguage Language { get; init; }

    /// <summary>Picks the text in its language.</summary>
    internal string T(string chinese, string english) => Language == ReportLanguage.Chinese ? chinese : english;
}

/// <summary>A map: title, legend, scale, north, date and source are drawn with it.</summary>
public sealed record MapDrawing : Drawing
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What must be in view, degrees.</summary>
    public required Extent Extent { get; init; }

    /// <summary>Areas, in the order in which they are drawn.</summary>
    public IReadOnlyList<MapArea> Areas { get; init; } = [];

    /// <summary>Roads and routes.</summary>
    public IReadOnlyList<MapLine> Lines { get; init; } = [];

    /// <summary>Sites.</summary>
    public IReadOnlyList<MapSite> Sites { get; init; } = [];

    /// <summary>Marks.</summary>
    public IReadOnlyList<MapPoint> Points { get; init; } = [];

    /// <summary>Names, the most important first: one that would lie on another is moved, or left out.</summary>
    public IReadOnlyList<MapLabel> Labels { get; init; } = [];

    /// <summary>Line with date and source.</summary>
    public string Source { get; init; } = "";

    /// <summary>Lines that maps must carry where they are published: 审图号, 密级.</summary>
    public IReadOnlyList<string> OfficialLines { get; init; } = [];

    /// <summary>Says that something made up is shown; null for none.</summary>
    public string? DemoText { get; init; }

    /// <summary>Numbers the vertices of emphasised sites.</summary>
    public bool NumbersVertices { get; init; }
}

/// <summary>A box in degrees.</summary>
/// <param name="West">Least longitude.</param>
/// <param name="South">Least latitude.</param>
/// <param name="East">Greatest longitude.</param>
/// <param name="North">Greatest latitude.</param>
public readonly record struct Extent(double West, double South, double East, double North)
{
    /// <summary>Nothing yet.</summary>
    public static Extent Empty { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => !(West <= East && South <= North);

    /// <summary>With a place included.</summary>
    public Extent With(double longitude, double latitude) =>
        new(Math.Min(West, longitude), Math.Min(South, latitude), Math.Max(East, longitude), Math.Max(North, latitude));

    /// <summary>With the vertices of a geometry included.</summary>
    /// <param name="wkb">Well-known binary.</param>
    public Extent With(byte[] wkb)
    {
        var extent = this;
        foreach (var line in WkbLines.Read(wkb))
        {
            for (var i = 0; i < line.Length; i += 2)
            {
                extent = extent.With(line[i], line[i + 1]);
            }
        }

        return extent;
    }

    /// <summary>Whether two boxes meet.</summary>
    public bool Meets(Extent other) => West <= other.East && other.West <= East && South <= other.North && other.South <= North;

    /// <summary>Wider on all sides.</summary>
    public Extent Grown(double share) =>
        new(West - ((East - West) * share), South - ((North - South) * share), East + ((East - West) * share), North + ((North - South) * share));
}

/// <summary>What an area is.</summary>
public enum AreaStyle
{
    /// <summary>A district or city beside ours: faint.</summary>
    Neighbour,

    /// <summary>A town that the map is about.</summary>
    Town,

    /// <summary>A town beside the one that the map is about: faint.</summary>
    TownBeside,

    /// <summary>永久基本农田.</summary>
    Farmland,

    /// <summary>生态保护红线.</summary>
    Ecological,

    /// <summary>城镇开发边界.</summary>
    GrowthBoundary,
}

/// <summary>An area.</summary>
/// <param name="Style">What it is.</param>
/// <param name="Wkb">Well-known binary, degrees.</param>
public sealed record MapArea(AreaStyle Style, byte[] Wkb);

/// <summary>What a line is.</summary>
public enum LineStyle
{
    /// <summary>高速公路.</summary>
    Motorway,

    /// <summary>Trunk and primary roads.</summary>
    Major,

    /// <summary>The way to a destination in time.</summary>
    RoutePass,

    /// <summary>The way to a destination out of time.</summary>
    RouteFail,
}

/// <summary>A line.</summary>
/// <param name="Style">What it is.</param>
/// <param name="Wkb">Well-known binary, degrees.</param>
public sealed record MapLine(LineStyle Style, byte[] Wkb);

/// <summary>A site.</summary>
/// <param name="Kind">Its kind: the colour.</param>
/// <param name="Stage">Its stage: how strong.</param>
/// <param name="Wkb">Well-known binary, degrees.</param>
/// <param name="Code">Its code, for GeoJSON.</param>
/// <param name="IsEmphasised">The one the map is about.</param>
public sealed record MapSite(SiteKind Kind, Stage Stage, byte[] Wkb, string Code, bool IsEmphasised = false)
{
    /// <summary>Further properties in GeoJSON.</summary>
    public IReadOnlyDictionary<string, object?>? Properties { get; init; }
}

/// <summary>What a mark is.</summary>
public enum PointStyle
{
    /// <summary>Where targets start.</summary>
    Origin,

    /// <summary>A platform.</summary>
    Platform,

    /// <summary>In time.</summary>
    Pass,

    /// <summary>In time, barely or out of time, barely.</summary>
    Edge,

    /// <summary>Out of time.</summary>
    Fail,

    /// <summary>A place.</summary>
    Place,
}

/// <summary>A mark.</summary>
/// <param name="Style">What it is.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Label">Beside it; empty for none.</param>
public sealed record MapPoint(PointStyle Style, double Longitude, double Latitude, string Label)
{
    /// <summary>Properties in GeoJSON.</summary>
    public IReadOnlyDictionary<string, object?>? Properties { get; init; }
}

/// <summary>A name.</summary>
/// <param name="Text">The name.</param>
/// <param name="Longitude">Degrees, of its middle.</param>
/// <param name="Latitude">Degrees, of its middle.</param>
/// <param name="Size">Height of letters.</param>
/// <param name="IsFaint">Of what is only beside.</param>
public sealed record MapLabel(string Text, double Longitude, double Latitude, float Size = 13, bool IsFaint = false);
