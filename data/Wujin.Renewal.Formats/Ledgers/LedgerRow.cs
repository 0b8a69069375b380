namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>A row of a table as it stands in the file, header and titles included.</summary>
/// <param name="Number">Line in the text, row in the worksheet, from 1.</param>
/// <param name="Cells">Values: text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="DateTime"/>, or null where empty.</param>
/// <param name="Problem">What is broken in the row, or null.</param>
internal sealed record LedgerRow(long Number, object?[] Cells, string? Problem = null)
{
    /// <summary>Whether nothing stands in it.</summary>
    public bool IsBlank => Cells.All(c => c is null or "");

    /// <summary>The cell as text without surrounding blanks; empty where there is none.</summary>
    public string Text(int column) => column < Cells.Length ? CellText.Of(Cells[column]) : "";
}
