using System.Globalization;

namespace Wujin.Renewal.Reports.Model;

/// <summary>A table.</summary>
/// <param name="Name">Short name: the sheet of a workbook.</param>
/// <param name="Title">Title above it; empty for none.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows; each has a cell for every column.</param>
public sealed record Table(string Name, string Title, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows) : Block
{
    /// <summary>Line under it; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>How many rows pages show; null for all. A workbook always has all.</summary>
    public int? RowsOnPages { get; init; }

    /// <summary>Too long for pages: only in workbooks, whose sheet the pages name.</summary>
    public bool IsOnlyInWorkbook { get; init; }

    /// <summary>Set smaller, because it is wide.</summary>
    public bool IsDense { get; init; }
}

/// <summary>A column.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Unit">Unit of its numbers, printed under the title; empty for none.</param>
/// <param name="IsRight">Numbers stand right.</param>
/// <param name="Width">Width in a workbook and in a document, characters.</param>
public sealed record Column(string Title, string Unit = "", bool IsRight = false, double Width = 12);

/// <summary>A row.</summary>
/// <param name="Cells">Its cells.</param>
/// <param name="IsTotal">A sum of those above.</param>
public sealed record Row(IReadOnlyList<Cell> Cells, bool IsTotal = false);

/// <summary>A cell with its value, so that a workbook gets numbers and dates, not texts.</summary>
public abstract record Cell
{
    /// <summary>Address that shows where the value comes from; null for none.</summary>
    public string? Href { get; init; }

    /// <summary>How it stands.</summary>
    public Tone Tone { get; init; }

    /// <summary>The value as pages print it.</summary>
    public abstract string Text { get; }

    /// <summary>A text; a dash where there is none.</summary>
    public static Cell Of(string? text, Tone tone = Tone.Plain, string? href = null) => new TextCell(text ?? "") { Tone = tone, Href = href };

    /// <summary>A number; empty where there is none.</summary>
    public static Cell Of(decimal? number, int decimals = 0, string? href = null, Tone tone = Tone.Plain) => new NumberCell(number, decimals) { Href = href, Tone = tone };

    /// <summary>A number; empty where there is none or it is not finite.</summary>
    public static Cell Of(double? number, int decimals = 0, string? href = null, Tone tone = Tone.Plain) =>
        new NumberCell(number is { } value && double.IsFinite(value) && Math.Abs(value) < 7e27 ? (decimal)value : null, decimals) { Href = href, Tone = tone };

    /// <summary>A count.</summary>
    public static Cell Of(int number, string? href = null, Tone tone = Tone.Plain) => new NumberCell(number, 0) { Href = href, Tone = tone };

    /// <summary>A share, printed in per cent; empty where there is none.</summary>
    public static Cell Percent(double? share, Tone tone = Tone.Plain) => new PercentCell(share is { } s && double.IsFinite(s) ? s : null) { Tone = tone };

    /// <summary>A date; empty where there is none.</summary>
    public static Cell Of(DateOnly? date) => new DateCell(date);
}

/// <summary>A text.</summary>
/// <param name="Value">The text.</param>
public sealed record TextCell(string Value) : Cell
{
    /// <inheritdoc/>
    public override string Text => Value;
}

/// <summary>A number.</summary>
/// <param name="Value">The number, or null.</param>
/// <param name="Decimals">Digits after the point.</param>
public sealed record NumberCell(decimal? Value, int Decimals) : Cell
{
    /// <inheritdoc/>
    public override string Text => Value is { } value ? value.ToString("N" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "–";
}

/// <summary>A share.</summary>
/// <param name="Value">1 for 100 %, or null.</param>
public sealed record PercentCell(double? Value) : Cell
{
    /// <inheritdoc/>
    public override string Text => Value is { } value ? (value * 100).ToString("N1", CultureInfo.InvariantCulture) + "%" : "–";
}

/// <summary>A date.</summary>
/// <param name="Value">The date, or null.</param>
public sealed record DateCell(DateOnly? Value) : Cell
{
    /// <inheritdoc/>
    public override string Text => Value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}

/// <summary>A year: a number that is not grouped.</summary>
/// <param name="Value">The year, or null.</param>
public sealed record YearCell(int? Value) : Cell
{
    /// <inheritdoc/>
    public override string Text => Value?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
