using System.Buffers.Binary;
using System.Text;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>A feature of a tile as the tests see it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Type">1 point, 2 line, 3 polygon.</param>
/// <param name="Rings">Points, lines or rings, in units of the tile.</param>
/// <param name="Attributes">By name.</param>
internal sealed record TileFeature(ulong Id, int Type, IReadOnlyList<IReadOnlyList<(int X, int Y)>> Rings, IReadOnlyDictionary<string, object> Attributes);

/// <summary>A layer of a tile.</summary>
internal sealed record VectorTileLayer(string Name, ulong Version, ulong Extent, IReadOnlyList<TileFeature> Features);

/// <summary>Reads Mapbox Vector Tile 2.1 after its specification, strictly: what it does not know it refuses.</summary>
internal static class VectorTile
{
    internal static List<VectorTileLayer> Read(byte[] tile) =>
        [.. Fields(tile).Select(f => f.Number == 3 ? ReadLayer(f.Bytes) : throw new InvalidDataException($"field {f.Number} in a tile"))];

    private static VectorTileLayer ReadLayer(byte[] layer)
    {
        var fields = Fields(layer).ToList();
        var keys = fields.Where(f => f.Number == 3).Select(f => Encoding.UTF8.GetString(f.Bytes)).ToList();
        var values = fields.Where(f => f.Number == 4).Select(f => Value(f.Bytes)).ToList();
        return new VectorTileLayer(
            Encoding.UTF8.GetString(fields.Single(f => f.Number == 1).Bytes),
            fields.Single(f => f.Number == 15).Value,
            fields.Single(f => f.Number == 5).Value,
            [.. fields.Where(f => f.Number == 2).Select(f => Feature(f.Bytes, keys, values))]);
    }

    private static TileFeature Feature(byte[] feature, List<string> keys, List<object> values)
    {
        var fields = Fields(feature).ToList();
        var tags = Packed(fields.SingleOrDefault(f => f.Number == 2).Bytes ?? []).ToList();
        var attributes = Enumerable.Range(0, tags.Count / 2).ToDictionary(i => keys[(int)tags[2 * i]], i => values[(int)tags[(2 * i) + 1]]);
        return new TileFeature(
            fields.Single(f => f.Number == 1).Value,
            (int)fields.Single(f => f.Number == 3).Value,
            Geometry([.. Packed(fields.Single(f => f.Number == 4).Bytes)]),
            attributes);
    }

    private static List<IReadOnlyList<(int X, int Y)>> Geometry(List<ulong> commands)
    {
        var parts = new List<IReadOnlyList<(int X, int Y)>>();
        List<(int X, int Y)> part = [];
        var (x, y, at) = (0, 0, 0);
        while (at < commands.Count)
        {
            var (command, count) = (commands[at] & 7, (int)(commands[at] >> 3));
            at++;
            if (command == 7)
            {
                part.Add(part[0]);
                continue;
            }

            for (var i = 0; i < count; i++, at += 2)
            {
                (x, y) = (x + ZigZag(commands[at]), y + ZigZag(commands[at + 1]));
                if (command == 1)
                {
                    parts.Add(part = []);
                }

                part.Add((x, y));
            }
        }

        return parts;
    }

    private static object Value(byte[] value)
    {
        var field = Fields(value).Single();
        return field.Number switch
        {
            1 => Encoding.UTF8.GetString(field.Bytes),
            2 => (double)BitConverter.Int32BitsToSingle((int)field.Value),
            3 => BitConverter.Int64BitsToDouble((long)field.Value),
            4 or 5 => (long)field.Value,
            6 => (long)(field.Value >> 1) ^ -(long)(field.Value & 1),
            7 => field.Value == 1,
            _ => throw new InvalidDataException($"field {field.Number} in a value"),
        };
    }

    private static int ZigZag(ulong number) => (int)(number >> 1) ^ -(int)(number & 1);

    private static IEnumerable<ulong> Packed(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            yield return Varint(bytes, ref at);
        }
    }

    private static IEnumerable<(int Number, ulong Value, byte[] Bytes)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint(message, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (number, Varint(message, ref at), []);
                    break;
                case 1:
                    yield return (number, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at)), []);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return (number, 0, message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    yield return (number, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at)), []);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {key & 7}");
            }
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
