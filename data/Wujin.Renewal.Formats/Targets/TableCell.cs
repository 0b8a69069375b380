namespace Wujin.Renewal.Formats.Targets;

/// <summary>A cell as it stands in a small table: what it holds, and what is the matter with it.</summary>
/// <param name="Name">Where it stands: <c>C5</c>.</param>
/// <param name="Value">Text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="DateTime"/>, or null where empty.</param>
/// <param name="IsFormula">The value is what a formula came to when the workbook was last calculated; null where it never was.</param>
/// <param name="Merged">The range of merged cells it belongs to, or null.</param>
/// <param name="Error">The error it holds (<c>#REF!</c>), or null.</param>
public sealed record TableCell(string Name, object? Value, bool IsFormula = false, string? Merged = null, string? Error = null)
{
    /// <summary>The value as text without surrounding blanks; empty for none.</summary>
    public string Text => CellText.Of(Value);

    /// <summary>Nothing stands in it, and nothing is the matter with it.</summary>
    public bool IsBlank => Text.Length == 0 && !IsFormula && Error is null;
}

/// <summary>A row of a small table.</summary>
/// <param name="Number">Line in the text, row in the worksheet, from 1.</param>
/// <param name="Cells">Its cells, from column A.</param>
public sealed record TableRow(long Number, IReadOnlyList<TableCell> Cells);
