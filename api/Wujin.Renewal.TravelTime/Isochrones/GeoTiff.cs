using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Writes a grid as GeoTIFF (OGC 19-008r4): one band of 32-bit floats in EPSG:4326, minutes, -1 where there is no value; deflated.</summary>
/// <remarks>
/// Our own 100 lines for one layout. BitMiracle.LibTiff.NET writes every TIFF there is, but learns the tags of GeoTIFF only through a process-wide hook, and its
/// licence text and half a megabyte would come along for these ten tags. GDAL reads what is written here in the tests.
/// </remarks>
public static class GeoTiff
{
    /// <summary>What stands where there is no value.</summary>
    public const float NoValue = -1;

    private const ushort Short = 3;
    private const ushort Long = 4;
    private const ushort Ascii = 2;
    private const ushort Double = 12;

    /// <summary>Writes a file.</summary>
    /// <param name="grid">The grid; a pixel is centred on each node. Infinite values are written as no value.</param>
    /// <param name="description">For the tag ImageDescription.</param>
    /// <param name="output">Takes the bytes.</param>
    public static void Write(TimeGrid grid, string description, Stream output)
    {
        var pixels = Deflate(grid);
        var text = Encoding.UTF8.GetBytes(description + "\0");
        var (stepLon, stepLat) = (grid.Lattice.StepLonE6 * 1e-6, grid.Lattice.StepLatE6 * 1e-6);
        double[] scale = [stepLon, stepLat, 0];
        double[] tie = [0, 0, 0, grid.Longitude(0) - (stepLon / 2), grid.Latitude(grid.Height - 1) + (stepLat / 2), 0];

        // Model geographic, raster pixel is area, EPSG:4326.
        ushort[] keys = [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326];
        var noValue = Encoding.ASCII.GetBytes(FormattableString.Invariant($"{NoValue}\0"));
        var tags = new List<Tag>
        {
            Tag.Of(256, Long, (uint)grid.Width),
            Tag.Of(257, Long, (uint)grid.Height),
            Tag.Of(258, Short, 32),
            Tag.Of(259, Short, 8),
            Tag.Of(262, Short, 1),
            new(270, Ascii, text.Length, text),
            Tag.Of(273, Long, 8),
            Tag.Of(277, Short, 1),
            Tag.Of(278, Long, (uint)grid.Height),
            Tag.Of(279, Long, (uint)pixels.Length),
            Tag.Of(339, Short, 3),
            new(33550, Double, scale.Length, MemoryMarshal.AsBytes<double>(scale).ToArray()),
            new(33922, Double, tie.Length, MemoryMarshal.AsBytes<double>(tie).ToArray()),
            new(34735, Short, keys.Length, MemoryMarshal.AsBytes<ushort>(keys).ToArray()),
            new(42113, Ascii, noValue.Length, noValue),
        };
        using var writer = new BinaryWriter(output, Encoding.ASCII, leaveOpen: true);
        var directory = (uint)(8 + pixels.Length + (pixels.Length & 1));
        writer.Write("II"u8);
        writer.Write((ushort)42);
        writer.Write(directory);
        writer.Write(pixels);
        writer.Write(new byte[pixels.Length & 1]);
        WriteDirectory(writer, tags, directory);
    }

    // Rows from the north, as images are.
    private static byte[] Deflate(TimeGrid grid)
    {
        var bytes = new MemoryStream();
        using (var deflate = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new float[grid.Width];
            for (var y = grid.Height - 1; y >= 0; y--)
            {
                var seconds = grid.Seconds.Span.Slice(y * grid.Width, grid.Width);
                for (var x = 0; x < row.Length; x++)
                {
                    row[x] = float.IsFinite(seconds[x]) ? seconds[x] / 60 : NoValue;
                }

                deflate.Write(MemoryMarshal.AsBytes<float>(row));
            }
        }

        return bytes.ToArray();
    }

    // Twelve bytes a tag; values longer than four follow the directory.
    private static void WriteDirectory(BinaryWriter writer, List<Tag> tags, uint directory)
    {
        var next = directory + 2 + (12u * (uint)tags.Count) + 4;
        writer.Write((ushort)tags.Count);
        foreach (var tag in tags)
        {
            writer.Write(tag.Number);
            writer.Write(tag.Type);
            writer.Write(tag.Count);
            if (tag.Bytes.Length <= 4)
            {
                writer.Write(tag.Bytes);
                writer.Write(new byte[4 - tag.Bytes.Length]);
            }
            else
            {
                writer.Write(next);
                next += (uint)((tag.Bytes.Length + 1) & ~1);
            }
        }

        writer.Write(0u);
        foreach (var tag in tags.Where(tag => tag.Bytes.Length > 4))
        {
            writer.Write(tag.Bytes);
            writer.Write(new byte[tag.Bytes.Length & 1]);
        }
    }

    private sealed record Tag(ushort Number, ushort Type, int Count, byte[] Bytes)
    {
        public static Tag Of(ushort number, ushort type, uint value) =>
            new(number, type, 1, type == Short ? BitConverter.GetBytes((ushort)value) : BitConverter.GetBytes(value));
    }
}
