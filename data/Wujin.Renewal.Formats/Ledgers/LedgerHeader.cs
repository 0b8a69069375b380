using System.Globalization;
using System.Text.RegularExpressions;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Mapping;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>
/// The header of an office ledger: under a title and a line of remarks, one row high or two (groups above, columns below, cells merged).
/// </summary>
/// <param name="LastRow">Number of its last row; data begins below.</param>
/// <param name="Names">Name of each column, unique, in the order of the cells; empty where the column has none.</param>
internal sealed partial record LedgerHeader(long LastRow, IReadOnlyList<string> Names)
{
    /// <summary>Rows from the top among which a header is looked for.</summary>
    public const int RowsLookedAt = 40;

    private static readonly HashSet<string> KnownNames =
    [
        .. RegisterCatalogue.All.Where(c => !c.IsDerived).SelectMany(c => c.Properties)
            .SelectMany(p => (string[])[p.Name, p.TitleZh, p.TitleEn, .. p.Aliases]).Select(ColumnName.Normalize),
        .. GeometryColumns.KnownNames.Select(ColumnName.Normalize),
    ];

    /// <summary>Finds the header among the first rows.</summary>
    /// <returns>Null where no row looks like one.</returns>
    public static LedgerHeader? Find(IReadOnlyList<LedgerRow> rows)
    {
        var best = -1;
        var bestScore = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var score = Score(rows[i]);
            if (score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        if (best < 0)
        {
            return null;
        }

        var (top, bottom) = (best, best);
        if (best > 0 && IsOtherHalf(rows[best - 1], rows[best]))
        {
            top--;
        }
        else if (best + 1 < rows.Count && IsOtherHalf(rows[best + 1], rows[best]))
        {
            bottom++;
        }

        return new(rows[bottom].Number, NamesOf(rows[top], rows[bottom]));
    }

    /// <summary>Whether a row repeats the header, as printed ledgers do on every page.</summary>
    public bool IsRepeatedBy(LedgerRow row)
    {
        var named = Enumerable.Range(0, Names.Count).Where(i => Names[i].Length > 0 && row.Text(i).Length > 0).ToList();
        return named.Count >= 2 && named.All(i => Clean(row.Text(i)) == Names[i]);
    }

    // Known names count most; a row of several different texts is a header rather than a title or data.
    private static int Score(LedgerRow row)
    {
        var texts = Enumerable.Range(0, row.Cells.Length).Select(row.Text).Where(t => t.Length > 0).ToList();
        if (texts.Count == 0 || texts.Any(t => double.TryParse(t, NumberStyles.Any, CultureInfo.InvariantCulture, out _)))
        {
            return 0;
        }

        var known = texts.Count(t => KnownNames.Contains(ColumnName.Normalize(t)));
        var isPlain = texts.Count >= 2 && texts.Distinct().Count() == texts.Count && texts.All(t => t.Length <= 60);
        return (known * 1000) + (isPlain ? texts.Count : 0);
    }

    // The other row of a two-row header names columns, has no numbers, and complements the first: it fills columns the first leaves empty,
    // or stands under a group that spreads over several.
    private static bool IsOtherHalf(LedgerRow candidate, LedgerRow best)
    {
        var width = Math.Max(candidate.Cells.Length, best.Cells.Length);
        var filled = Enumerable.Range(0, width).Where(i => candidate.Text(i).Length > 0).ToList();
        var complements = filled.Any(i => best.Text(i).Length == 0);
        var leavesGaps = Enumerable.Range(0, width).Any(i => candidate.Text(i).Length == 0 && best.Text(i).Length > 0);
        var known = filled.Count(i => KnownNames.Contains(ColumnName.Normalize(candidate.Text(i))));
        return filled.Count >= 2 && complements && leavesGaps && known >= 1 && filled.All(i => candidate.Cells[i] is string text && !char.IsDigit(text.TrimStart().FirstOrDefault('a')));
    }

    private static List<string> NamesOf(LedgerRow top, LedgerRow bottom)
    {
        var width = Math.Max(top.Cells.Length, bottom.Cells.Length);
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<string> names = [];
        for (var i = 0; i < width; i++)
        {
            var name = Clean(bottom.Text(i).Length > 0 ? bottom.Text(i) : top.Text(i));
            names.Add(name.Length == 0 ? "" : FieldNames.Unique(name, taken));
        }

        return names;
    }

    // Headers are broken into lines to fit their columns: 总投资⏎（万元）.
    private static string Clean(string text) => LineBreaks().Replace(text, "").Trim();

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineBreaks();
}
