using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Store.Reference;

/// <summary>One row of a reference table: cells by column name, and where it stands for messages.</summary>
/// <param name="File">File name, without folder.</param>
/// <param name="Line">Line number, from 1; the header is line 1.</param>
/// <param name="Cells">Cells by column name, as written.</param>
internal sealed record CsvRow(string File, int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>A cell that must be there and not be empty.</summary>
    /// <exception cref="InvalidDataException">The column is missing or the cell is empty.</exception>
    public string Text(string column) =>
        Cells.TryGetValue(column, out var value) && value.Length > 0
            ? value
            : throw new InvalidDataException($"{File}, line {Line}: {column} is missing.");

    /// <summary>A finite number with a decimal point.</summary>
    /// <exception cref="InvalidDataException">It is missing or no number.</exception>
    public double Number(string column) =>
        double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"{File}, line {Line}: {column} is no number: {Text(column)}.");

    /// <summary>Pairs of longitude and latitude: <c>119.930 31.940;119.870 31.800</c>.</summary>
    /// <exception cref="InvalidDataException">It is missing or one is no pair of numbers.</exception>
    public IReadOnlyList<Coordinate> Waypoints(string column) => [.. Text(column).Split(';').Select(Waypoint)];

    private Coordinate Waypoint(string pair)
    {
        var parts = pair.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var longitude)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var latitude)
                ? new Coordinate(longitude, latitude)
                : throw new InvalidDataException($"{File}, line {Line}: no waypoint: {pair}.");
    }
}

/// <summary>Reads the small comma-separated tables of the reference data: UTF-8, a header, quotes as in RFC 4180 within a line.</summary>
internal static class CsvRows
{
    /// <summary>All rows of a table.</summary>
    /// <exception cref="InvalidDataException">A row has more or fewer cells than the header.</exception>
    public static IReadOnlyList<CsvRow> Read(string path)
    {
        var file = Path.GetFileName(path);
        var lines = File.ReadAllLines(path, Encoding.UTF8);
        var header = lines.Length == 0 ? throw new InvalidDataException($"{file} is empty.") : Split(lines[0]);
        var rows = new List<CsvRow>(lines.Length);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            var cells = Split(lines[i]);
            if (cells.Count != header.Count)
            {
                throw new InvalidDataException($"{file}, line {i + 1}: {cells.Count} cells where the header has {header.Count}.");
            }

            rows.Add(new CsvRow(file, i + 1, header.Zip(cells).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)));
        }

        return rows;
    }

    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
