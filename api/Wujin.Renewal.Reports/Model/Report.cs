namespace Wujin.Renewal.Reports.Model;

/// <summary>Language of a report.</summary>
public enum ReportLanguage
{
    /// <summary>Chinese, the first language.</summary>
    Chinese,

    /// <summary>English.</summary>
    English,
}

/// <summary>A report, independent of the format it is written in: what it says, in order. Made by the composers, written by the writers.</summary>
public sealed record Report
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Second line under the title, such as the period; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Name of the office at the head of every page.</summary>
    public required string Heading { get; init; }

    /// <summary>Its language.</summary>
    public required ReportLanguage Language { get; init; }

    /// <summary>Facts under the title: effective date, recorded instant, whatever identifies the report.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>What the report says.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Said at the top of every format where something made up is counted; null where nothing is.</summary>
    public string? DemoNotice { get; init; }

    /// <summary>Logo of the office as PNG; null for none.</summary>
    public byte[]? LogoPng { get; init; }

    /// <summary>Style sheet of the office, after the report's own; null for none.</summary>
    public string? Css { get; init; }

    /// <summary>Line at the foot of pages; empty for none.</summary>
    public string Footer { get; init; } = "";

    /// <summary>The report in other formats, for pages on screens.</summary>
    public IReadOnlyList<Fact> Links { get; init; } = [];

    /// <summary>Whether it fits one page and is to be kept on it.</summary>
    public bool IsOnePage { get; init; }

    /// <summary>Picks the text in the report's language.</summary>
    public string T(string chinese, string english) => Language == ReportLanguage.Chinese ? chinese : english;

    /// <summary>The figures of the report, in order.</summary>
    public IEnumerable<Figure> Figures => Flat(Blocks).OfType<Figure>();

    /// <summary>The tables of the report, in order.</summary>
    public IEnumerable<Table> Tables => Flat(Blocks).OfType<Table>();

    private static IEnumerable<Block> Flat(IEnumerable<Block> blocks) => blocks.SelectMany(b => b is Beside beside ? Flat([.. beside.Left, .. beside.Right]) : [b]);
}

/// <summary>A fact under the title.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Its text.</param>
/// <param name="Href">Address that shows it, or null.</param>
public sealed record Fact(string Label, string Value, string? Href = null);

/// <summary>A part of a report.</summary>
public abstract record Block;

/// <summary>A heading.</summary>
/// <param name="Level">1 for a chapter, 2 for a section.</param>
/// <param name="Text">Its text.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Href">Address that shows where it comes from, or null.</param>
public sealed record Paragraph(string Text, string? Href = null) : Block;

/// <summary>A command or address as it is typed.</summary>
/// <param name="Text">The line.</param>
public sealed record CodeLine(string Text) : Block;

/// <summary>Items of a list.</summary>
/// <param name="Items">Their texts.</param>
public sealed record Bullets(IReadOnlyList<string> Items) : Block;

/// <summary>Something the reader must not miss.</summary>
/// <param name="Text">What.</param>
/// <param name="Tone">How grave.</param>
public sealed record Notice(string Text, Tone Tone = Tone.Plain) : Block;

/// <summary>Blocks in two columns where the page is wide enough, one after another where it is not.</summary>
/// <param name="Left">The left ones.</param>
/// <param name="Right">The right ones.</param>
/// <param name="LeftShare">Share of the width of the left column, 0 to 1.</param>
public sealed record Beside(IReadOnlyList<Block> Left, IReadOnlyList<Block> Right, double LeftShare = 0.5) : Block;

/// <summary>A new page begins.</summary>
public sealed record PageBreak : Block;

/// <summary>Large figures side by side.</summary>
/// <param name="Items">The figures.</param>
public sealed record KeyFigures(IReadOnlyList<KeyFigure> Items) : Block;

/// <summary>One large figure.</summary>
/// <param name="Label">What it counts.</param>
/// <param name="Value">The figure, formatted.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Note">Line under it.</param>
/// <param name="Share">How much of the target, 0 to 1 and beyond; null for no bar.</param>
/// <param name="Due">How much is due by now; null for no mark.</param>
/// <param name="Tone">How it stands.</param>
public sealed record KeyFigure(string Label, string Value, string Unit, string Note, double? Share, double? Due, Tone Tone)
{
    /// <summary>Address of the sites behind it; null for none.</summary>
    public string? Href { get; init; }
}

/// <summary>A picture that is drawn when the report is written.</summary>
/// <param name="Id">Name of the picture, for files and links.</param>
/// <param name="Caption">Under it.</param>
/// <param name="Drawing">What is drawn.</param>
public sealed record Figure(string Id, string Caption, Drawing.Drawing Drawing) : Block;

/// <summary>How something stands.</summary>
public enum Tone
{
    /// <summary>Neither good nor bad.</summary>
    Plain,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>To be watched.</summary>
    Warning,

    /// <summary>Bad.</summary>
    Bad,

    /// <summary>Less important than what stands around it.</summary>
    Faint,
}
