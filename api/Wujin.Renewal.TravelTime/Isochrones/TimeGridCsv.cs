using System.Globalization;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Writes a grid as CSV: <c>lon,lat,seconds</c>, a row a node that has a value, from the south-west.</summary>
public static class TimeGridCsv
{
    /// <summary>Writes it.</summary>
    /// <param name="grid">The grid. Infinite differences are written as <c>inf</c> and <c>-inf</c>.</param>
    /// <param name="output">Takes the text.</param>
    public static void Write(TimeGrid grid, TextWriter output)
    {
        output.Write("lon,lat,seconds\n");
        Span<char> line = stackalloc char[96];
        for (var y = 0; y < grid.Height; y++)
        {
            for (var x = 0; x < grid.Width; x++)
            {
                var seconds = grid.Seconds.Span[(y * grid.Width) + x];
                if (!float.IsNaN(seconds))
                {
                    var text = float.IsFinite(seconds) ? null : seconds > 0 ? "inf" : "-inf";
                    _ = text is null
                        ? line.TryWrite(CultureInfo.InvariantCulture, $"{grid.Longitude(x):0.000000},{grid.Latitude(y):0.000000},{seconds:0.0}\n", out var length)
                        : line.TryWrite(CultureInfo.InvariantCulture, $"{grid.Longitude(x):0.000000},{grid.Latitude(y):0.000000},{text}\n", out length);
                    output.Write(line[..length]);
                }
            }
        }
    }
}
