using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace Wujin.Renewal.Viewer.Core.Tiles;

/// <summary>Reads vector tiles (Mapbox Vector Tile Specification 2.1, section 4).</summary>
internal static class VectorTileReader
{
    private const int MoveTo = 1;
    private const int LineTo = 2;
    private const int ClosePath = 7;
    private const int UsualExtent = 4096;

    /// <summary>Decodes a tile.</summary>
    /// <exception cref="InvalidDataException">The bytes are no vector tile.</exception>
    public static VectorTile Read(ReadOnlySpan<byte> bytes)
    {
        List<TileLayer> layers = [];
        var tile = new Fields(bytes);
        while (tile.Next(out var number))
        {
            if (number == 3)
            {
                layers.Add(ReadLayer(tile.Bytes()));
            }
            else
            {
                tile.Skip();
            }
        }

        return new VectorTile(layers.DistinctBy(l => l.Name).ToFrozenDictionary(l => l.Name, StringComparer.Ordinal));
    }

    private static TileLayer ReadLayer(ReadOnlySpan<byte> bytes)
    {
        var (name, extent) = ("", UsualExtent);
        List<string> keys = [];
        List<object> values = [];
        var first = new Fields(bytes);
        while (first.Next(out var number))
        {
            switch (number)
            {
                case 1: name = Encoding.UTF8.GetString(first.Bytes()); break;
                case 3: keys.Add(Encoding.UTF8.GetString(first.Bytes())); break;
                case 4: values.Add(ReadValue(first.Bytes())); break;
                case 5: extent = (int)first.Varint(); break;
                default: first.Skip(); break;
            }
        }

        // Keys and values may stand behind the features that name them: features are read when all are known.
        List<TileFeature> features = [];
        var second = new Fields(bytes);
        while (second.Next(out var number))
        {
            if (number == 2)
            {
                features.Add(ReadFeature(second.Bytes(), keys, values));
            }
            else
            {
                second.Skip();
            }
        }

        return new TileLayer(name, extent > 0 ? extent : throw Broken(), features);
    }

    private static TileFeature ReadFeature(ReadOnlySpan<byte> bytes, List<string> keys, List<object> values)
    {
        var shape = TileShape.Point;
        Dictionary<string, object> attributes = [];
        List<int> points = [];
        List<int> parts = [];
        var feature = new Fields(bytes);
        while (feature.Next(out var number))
        {
            switch (number)
            {
                case 2:
                    var tags = new Fields(feature.Bytes());
                    while (!tags.IsAtEnd)
                    {
                        var (key, value) = (tags.Varint(), tags.Varint());
                        attributes[key < (ulong)keys.Count ? keys[(int)key] : throw Broken()] = value < (ulong)values.Count ? values[(int)value] : throw Broken();
                    }

                    break;
                case 3: shape = (TileShape)feature.Varint(); break;
                case 4: ReadGeometry(feature.Bytes(), points, parts); break;
                default: feature.Skip(); break;
            }
        }

        return new TileFeature(shape, [.. points], [.. parts], attributes.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static void ReadGeometry(ReadOnlySpan<byte> bytes, List<int> points, List<int> parts)
    {
        var (x, y) = (0, 0);
        var commands = new Fields(bytes);
        while (!commands.IsAtEnd)
        {
            var command = (uint)commands.Varint();
            var (kind, count) = (command & 7, command >> 3);
            if (kind == ClosePath)
            {
                continue;
            }

            if (kind is not (MoveTo or LineTo) || count > bytes.Length)
            {
                throw Broken();
            }

            for (var i = 0; i < count; i++)
            {
                x += ZigZag(commands.Varint());
                y += ZigZag(commands.Varint());
                if (kind == MoveTo)
                {
                    parts.Add(points.Count / 2);
                }

                points.Add(x);
                points.Add(y);
            }
        }
    }

    private static object ReadValue(ReadOnlySpan<byte> bytes)
    {
        object result = "";
        var value = new Fields(bytes);
        while (value.Next(out var number))
        {
            switch (number)
            {
                case 1: result = Encoding.UTF8.GetString(value.Bytes()); break;
                case 2: result = (double)BitConverter.UInt32BitsToSingle((uint)value.Fixed(4)); break;
                case 3: result = BitConverter.UInt64BitsToDouble(value.Fixed(8)); break;
                case 4: result = (double)(long)value.Varint(); break;
                case 5: result = (double)value.Varint(); break;
                case 6: result = (double)LongZigZag(value.Varint()); break;
                case 7: result = value.Varint() != 0; break;
                default: value.Skip(); break;
            }
        }

        return result;
    }

    private static int ZigZag(ulong value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static long LongZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static InvalidDataException Broken() => new("The bytes are no vector tile.");

    /// <summary>The fields of a protocol-buffer message.</summary>
    private ref struct Fields(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;
        private uint _wire;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public bool Next(out uint number)
        {
            number = 0;
            if (_rest.IsEmpty)
            {
                return false;
            }

            var key = Varint();
            (number, _wire) = ((uint)(key >> 3), (uint)(key & 7));
            return true;
        }

        public ulong Varint()
        {
            ulong value = 0;
            for (var i = 0; i < 10 && i < _rest.Length; i++)
            {
                value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
                if (_rest[i] < 0x80)
                {
                    _rest = _rest[(i + 1)..];
                    return value;
                }
            }

            throw Broken();
        }

        public ulong Fixed(int length)
        {
            if (_rest.Length < length)
            {
                throw Broken();
            }

            var value = length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(_rest) : BinaryPrimitives.ReadUInt64LittleEndian(_rest);
            _rest = _rest[length..];
            return value;
        }

        public ReadOnlySpan<byte> Bytes()
        {
            var length = Varint();
            if (_wire != 2 || length > (ulong)_rest.Length)
            {
                throw Broken();
            }

            var bytes = _rest[..(int)length];
            _rest = _rest[(int)length..];
            return bytes;
        }

        public void Skip()
        {
            switch (_wire)
            {
                case 0: Varint(); break;
                case 1: Fixed(8); break;
                case 2: Bytes(); break;
                case 5: Fixed(4); break;
                default: throw Broken();
            }
        }
    }
}
