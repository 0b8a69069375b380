using System.Globalization;
using System.Text;

namespace Wujin.Renewal.Api.Representations;

/// <summary>A table as CSV (RFC 4180) with a byte order mark, so that spreadsheets read the Chinese; nothing in it is taken for a formula.</summary>
/// <param name="columns">Names of the columns.</param>
internal sealed class CsvTable(params IReadOnlyList<string> columns)
{
    internal const string MediaType = "text/csv; charset=utf-8";

    private readonly StringBuilder _text = new StringBuilder("\uFEFF").AppendJoin(',', columns).Append("\r\n");

    /// <summary>Adds a row: as many values as there are columns.</summary>
    internal void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _text.Append(i == 0 ? "" : ",").Append(Cell(values[i]));
        }

        _text.Append("\r\n");
    }

    /// <summary>The whole table.</summary>
    internal byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => CsvText.Quote(text),
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => Editing.SnapshotJson.Instant(instant),
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => CsvText.Quote(value.ToString() ?? ""),
    };
}
