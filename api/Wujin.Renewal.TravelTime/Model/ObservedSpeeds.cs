using System.Globalization;

namespace Wujin.Renewal.TravelTime.Model;

/// <summary>Speeds of cars seen on OSM ways, which go before the model's: a CSV with the columns <c>way_id,speed_kmh</c> and optionally <c>direction</c>.</summary>
public sealed class ObservedSpeeds
{
    private const double MostKmh = 200;

    private readonly Dictionary<(long WayId, bool IsBackward), double> _kmh = [];

    /// <summary>None.</summary>
    public static ObservedSpeeds None { get; } = new();

    /// <summary>How many ways and directions have a speed.</summary>
    public int Count => _kmh.Count;

    /// <summary>What is wrong with rows that were left out, each with its line number.</summary>
    public IReadOnlyList<string> BadRows { get; private init; } = [];

    /// <summary>The speed seen on a way, km/h; null where none was.</summary>
    /// <param name="wayId">OSM way.</param>
    /// <param name="isBackward">Against its drawing.</param>
    public double? Kmh(long wayId, bool isBackward) => _kmh.TryGetValue((wayId, isBackward), out var kmh) ? kmh : null;

    /// <summary>Reads a CSV: UTF-8, first line the column names, <c>direction</c> one of forward, backward, both (the default). A later row goes before an earlier one.</summary>
    /// <exception cref="InvalidDataException">The columns are not those.</exception>
    public static ObservedSpeeds Read(TextReader csv)
    {
        var header = (csv.ReadLine() ?? string.Empty).TrimStart('\uFEFF').Split(',').Select(c => c.Trim().ToLowerInvariant()).ToArray();
        var (way, speed, direction) = (Array.IndexOf(header, "way_id"), Array.IndexOf(header, "speed_kmh"), Array.IndexOf(header, "direction"));
        if (way < 0 || speed < 0)
        {
            throw new InvalidDataException($"Observed speeds need the columns way_id,speed_kmh[,direction]; the first line is \"{string.Join(',', header)}\".");
        }

        var bad = new List<string>();
        var speeds = new ObservedSpeeds { BadRows = bad };
        for (var line = 2; csv.ReadLine() is { } row; line++)
        {
            if (row.AsSpan().Trim().Length > 0 && speeds.Add(row.Split(','), way, speed, direction) is { } fault)
            {
                bad.Add($"line {line}: {fault}");
            }
        }

        return speeds;
    }

    private string? Add(string[] cells, int way, int speed, int direction)
    {
        string Cell(int column) => column >= 0 && column < cells.Length ? cells[column].Trim() : string.Empty;
        if (!long.TryParse(Cell(way), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wayId))
        {
            return $"way_id \"{Cell(way)}\" is no whole number";
        }

        if (!double.TryParse(Cell(speed), NumberStyles.Float, CultureInfo.InvariantCulture, out var kmh) || kmh is not (>= 1 and <= MostKmh))
        {
            return $"speed_kmh \"{Cell(speed)}\" is no number from 1 to {MostKmh:0}";
        }

        var towards = Cell(direction).ToLowerInvariant();
        if (towards is not ("" or "both" or "forward" or "backward"))
        {
            return $"direction \"{Cell(direction)}\" is none of forward, backward, both";
        }

        if (towards != "backward")
        {
            _kmh[(wayId, false)] = kmh;
        }

        if (towards != "forward")
        {
            _kmh[(wayId, true)] = kmh;
        }

        return null;
    }
}
