using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Wujin.Renewal.TravelTime.Demonstration.Files;

/// <summary>
/// A run of blocks of one kind of element (OpenStreetMap wiki, "PBF Format"): elements gather in a group until it holds as many as readers expect,
/// then they are compressed and written as one block with its table of strings.
/// </summary>
/// <param name="output">Where blocks go.</param>
internal sealed class PbfBlocks(Stream output)
{
    private const int MostElements = 8000;

    private readonly Dictionary<string, int> _strings = [];
    private readonly ProtoBytes _table = new();
    private readonly ProtoBytes _block = new();
    private int _elements;

    /// <summary>The group of the block that is being filled.</summary>
    public ProtoBytes Group { get; } = new();

    /// <summary>Called before a block is closed: what gathers beside <see cref="Group"/> goes into it.</summary>
    public Action? Closing { get; init; }

    /// <summary>The number of a string in the table of the block.</summary>
    public ulong StringNumber(string text)
    {
        if (_strings.Count == 0)
        {
            AddString(string.Empty); // 0 is the delimiter of dense nodes
        }

        return (ulong)(_strings.TryGetValue(text, out var number) ? number : AddString(text));
    }

    /// <summary>Counts an element that is complete, and closes the block when it is full.</summary>
    public void Added()
    {
        if (++_elements == MostElements)
        {
            Close();
        }
    }

    /// <summary>Writes the block, unless it is empty.</summary>
    public void Close()
    {
        if (_elements == 0)
        {
            return;
        }

        StringNumber(string.Empty);
        Closing?.Invoke();
        _block.Clear();
        _block.Field(1, _table.Written);
        _block.Field(2, Group.Written);
        WriteBlob(output, "OSMData", _block.Written);
        _strings.Clear();
        _table.Clear();
        Group.Clear();
        _elements = 0;
    }

    /// <summary>Writes a blob with its header, compressed.</summary>
    public static void WriteBlob(Stream output, string type, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        var blob = new ProtoBytes();
        blob.Field(2, (ulong)content.Length);
        blob.Field(3, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        var header = new ProtoBytes();
        header.Field(1, Encoding.UTF8.GetBytes(type));
        header.Field(3, (ulong)blob.Length);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
        output.Write(length);
        output.Write(header.Written);
        output.Write(blob.Written);
    }

    private int AddString(string text)
    {
        var number = _strings.Count;
        _strings.Add(text, number);
        _table.Field(1, Encoding.UTF8.GetBytes(text));
        return number;
    }
}
