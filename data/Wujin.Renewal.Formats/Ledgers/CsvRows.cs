using System.Text;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>
/// Rows of delimited text (RFC 4180, and what offices make of it). Written by hand rather than with a library, because a row has to know the
/// line on which it begins, and a quote that is never closed has to be told, not to swallow the rest of the file.
/// </summary>
internal static class CsvRows
{
    private const int LargestRowCharacters = 64 * 1024 * 1024;

    /// <summary>Reads the rows of a text.</summary>
    /// <exception cref="SourceFileException">While enumerating: a quote is not closed, or a row is too large.</exception>
    public static IEnumerable<LedgerRow> Read(TextReader reader, char delimiter)
    {
        var field = new StringBuilder();
        List<object?> cells = [];
        var buffer = new char[32 * 1024];
        long line = 1, firstLine = 1, size = 0;
        var state = State.Start;
        var previous = '\0';
        for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                var c = buffer[i];
                if (++size > LargestRowCharacters)
                {
                    throw new SourceFileException($"The row that begins on line {firstLine} is larger than {LargestRowCharacters / (1024 * 1024)} million characters; a quote may not be closed there.");
                }

                var isBreak = c is '\n' or '\r';
                if (isBreak && !(c == '\n' && previous == '\r'))
                {
                    line++;
                }

                if (state == State.Quoted)
                {
                    state = c == '"' ? State.QuoteInQuoted : State.Quoted;
                    _ = c == '"' ? field : field.Append(c);
                }
                else if (isBreak && c == '\n' && previous == '\r')
                {
                    firstLine = line;
                }
                else if (c == delimiter || isBreak)
                {
                    cells.Add(Take(field));
                    state = State.Start;
                    if (isBreak)
                    {
                        yield return new(firstLine, [.. cells]);
                        cells.Clear();
                        (firstLine, size) = (line, 0);
                    }
                }
                else if (c == '"' && state == State.Start)
                {
                    state = State.Quoted;
                }
                else
                {
                    // A quote after a closing quote is a quote; any other text there is kept as it is.
                    state = state == State.QuoteInQuoted && c == '"' ? State.Quoted : state == State.QuoteInQuoted ? State.Plain : State.Plain;
                    field.Append(c);
                }

                previous = c;
            }
        }

        if (state == State.Quoted)
        {
            throw new SourceFileException($"The quote that opens in the row on line {firstLine} is never closed; close it, or write quotes inside a text twice.");
        }

        if (field.Length > 0 || cells.Count > 0)
        {
            cells.Add(Take(field));
            yield return new(firstLine, [.. cells]);
        }
    }

    private enum State
    {
        Start,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    private static string? Take(StringBuilder field)
    {
        var text = field.ToString().Trim();
        field.Clear();
        return text.Length == 0 ? null : text;
    }
}
