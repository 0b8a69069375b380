using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Wujin.Renewal.Testing.Roads;

/// <summary>Writes an <see cref="OsmSketch"/> as OSM PBF (wiki.openstreetmap.org/wiki/PBF_Format), in whichever of the format's ways a test wants.</summary>
/// <param name="isDense">Dense nodes, as usual, rather than single ones.</param>
/// <param name="isPacked">Compressed with zlib, as usual, rather than raw.</param>
public sealed class PbfSketch(bool isDense = true, bool isPacked = true)
{
    private readonly List<string> _texts = [""];

    /// <summary>The features that the header says one needs to read the file.</summary>
    public string[] RequiredFeatures { get; init; } = ["OsmSchema-V0.6", "DenseNodes"];

    public byte[] Write(OsmSketch sketch)
    {
        var file = new MemoryStream();
        WriteBlob(file, "OSMHeader", [.. RequiredFeatures.SelectMany(f => Field(4, Encoding.UTF8.GetBytes(f)))]);
        WriteBlob(file, "OSMData", Block(isDense ? Field(2, DenseNodes(sketch)) : [.. sketch.Nodes.SelectMany(n => Field(1, Node(n)))]));
        WriteBlob(file, "OSMData", Block([.. sketch.Ways.SelectMany(w => Field(3, Way(w)))]));
        WriteBlob(file, "OSMData", Block([.. sketch.Relations.SelectMany(r => Field(4, Relation(r)))]));
        return file.ToArray();
    }

    private void WriteBlob(Stream file, string type, byte[] content)
    {
        byte[] blob = isPacked
            ? [.. Field(2, (ulong)content.Length), .. Field(3, Zlib(content))]
            : Field(1, content);
        byte[] header = [.. Field(1, Encoding.UTF8.GetBytes(type)), .. Field(3, (ulong)blob.Length)];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        file.Write(blob);
        _texts.RemoveRange(1, _texts.Count - 1);
    }

    // The group is made before: only then are its texts known.
    private byte[] Block(byte[] group) =>
        [.. Field(1, [.. _texts.SelectMany(t => Field(1, Encoding.UTF8.GetBytes(t)))]), .. Field(2, group)];

    private byte[] DenseNodes(OsmSketch sketch)
    {
        long id = 0, lat = 0, lon = 0;
        List<byte> ids = [], lats = [], lons = [], tags = [];
        foreach (var node in sketch.Nodes)
        {
            ids.AddRange(Varint(ZigZag(node.Id - id)));
            lats.AddRange(Varint(ZigZag(node.Place.LatE7 - lat)));
            lons.AddRange(Varint(ZigZag(node.Place.LonE7 - lon)));
            (id, lat, lon) = (node.Id, node.Place.LatE7, node.Place.LonE7);
            tags.AddRange(node.Tags.SelectMany(t => Varint(Text(t.Item1)).Concat(Varint(Text(t.Item2)))));
            tags.Add(0);
        }

        return [.. Field(1, [.. ids]), .. Field(8, [.. lats]), .. Field(9, [.. lons]), .. Field(10, [.. tags])];
    }

    private byte[] Node((long Id, TravelTime.Network.Position Place, (string, string)[] Tags) node) =>
        [.. Field(1, ZigZag(node.Id)), .. Tags(node.Tags), .. Field(8, ZigZag(node.Place.LatE7)), .. Field(9, ZigZag(node.Place.LonE7))];

    private byte[] Way((long Id, long[] Refs, (string, string)[] Tags) way) => [.. Field(1, (ulong)way.Id), .. Tags(way.Tags), .. Field(8, Deltas(way.Refs))];

    private byte[] Relation((long Id, (string Kind, long Ref, string Role)[] Members, (string, string)[] Tags) relation) =>
    [
        .. Field(1, (ulong)relation.Id), .. Tags(relation.Tags),
        .. Field(8, [.. relation.Members.SelectMany(m => Varint(Text(m.Role)))]),
        .. Field(9, Deltas([.. relation.Members.Select(m => m.Ref)])),
        .. Field(10, [.. relation.Members.Select(m => (byte)(m.Kind switch { "node" => 0, "way" => 1, _ => 2 }))]),
    ];

    private byte[] Tags((string Key, string Value)[] tags) =>
        [.. Field(2, [.. tags.SelectMany(t => Varint(Text(t.Key)))]), .. Field(3, [.. tags.SelectMany(t => Varint(Text(t.Value)))])];

    private ulong Text(string text)
    {
        if (!_texts.Contains(text))
        {
            _texts.Add(text);
        }

        return (ulong)_texts.IndexOf(text);
    }

    private static byte[] Deltas(long[] values) => [.. values.Select((v, i) => v - (i == 0 ? 0 : values[i - 1])).SelectMany(d => Varint(ZigZag(d)))];

    private static byte[] Field(int number, byte[] content) => [.. Varint((ulong)(number << 3 | 2)), .. Varint((ulong)content.Length), .. content];

    private static byte[] Field(int number, ulong value) => [.. Varint((ulong)(number << 3)), .. Varint(value)];

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static byte[] Zlib(byte[] content)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return packed.ToArray();
    }
}
