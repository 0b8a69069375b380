using System.Text.RegularExpressions;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>Rows of a ledger that are no records: totals, and the notes and signatures below the table.</summary>
internal static partial class LedgerNoise
{
    private const int MostCellsOfANote = 3;
    private const int FirstCells = 3;

    /// <summary>Why a row is no record, or null where it is one.</summary>
    public static string? Reason(LedgerRow row)
    {
        var texts = Enumerable.Range(0, row.Cells.Length).Select(row.Text).Where(t => t.Length > 0).ToList();
        if (texts.Take(FirstCells).Any(t => Total().IsMatch(t)))
        {
            return "a row of totals";
        }

        return texts.Count <= MostCellsOfANote && texts.Count > 0 && Note().IsMatch(texts[0]) ? "a note below the table" : null;
    }

    [GeneratedRegex(@"^[\s　]*(合[\s　]*计|总[\s　]*计|小[\s　]*计|共[\s　]*计|累[\s　]*计|total|subtotal|sum)[\s　]*[:：]?[\s　]*([\d,.，]+[^\d]{0,3})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Total();

    [GeneratedRegex(@"^[\s　]*(注|备注|说明|填表人?|填报人?|制表人?|审核人?|复核|负责人|单位负责人|联系人|联系电话|填报日期|制表日期|note)[\s　]*\d*[:：]", RegexOptions.IgnoreCase)]
    private static partial Regex Note();
}
