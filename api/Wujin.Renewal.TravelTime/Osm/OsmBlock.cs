using System.Text;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>Kinds of OpenStreetMap elements.</summary>
[Flags]
internal enum OsmKinds : byte
{
    None = 0,
    Nodes = 1,
    Ways = 2,
    Relations = 4,
    All = Nodes | Ways | Relations,
}

/// <summary>An element in an <see cref="OsmBlock"/>.</summary>
/// <param name="Id">OpenStreetMap id.</param>
/// <param name="First">Of a way, its first ref; of a relation, its first member; of a node, its row.</param>
/// <param name="End">One after the last ref or member.</param>
/// <param name="TagStart">Its first tag.</param>
/// <param name="TagEnd">One after its last tag.</param>
internal readonly record struct OsmRow(long Id, int First, int End, int TagStart, int TagEnd);

/// <summary>A member of a relation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Role">Number of its role among the texts.</param>
internal readonly record struct OsmMember(OsmKinds Kind, long Id, int Role);

/// <summary>Some thousand elements of a file, decoded into rows. Texts stay bytes until they are asked for. For one thread at a time.</summary>
/// <param name="bytes">What the texts of <see cref="AddText(int, int)"/> lie in.</param>
internal sealed class OsmBlock(byte[] bytes)
{
    /// <summary>In the place of coordinates that are not on earth.</summary>
    public static readonly Position NotOnEarth = new(int.MinValue, int.MinValue);

    /// <summary>Elements, references, tags and texts of a block together. Writers put 8,000 elements in one; this is what a bounded memory can bear.</summary>
    private const int MostRows = 4_000_000;

    private readonly List<(int Start, int Length)> _spans = [];
    private readonly List<string?> _texts = [];
    private readonly List<int> _tags = [];
    private int _room = MostRows;

    /// <summary>Kinds of elements in the block, decoded or not.</summary>
    public OsmKinds Kinds { get; set; }

    public List<long> NodeIds { get; } = [];

    public List<Position> Positions { get; } = [];

    /// <summary>The nodes with tags.</summary>
    public List<OsmRow> TaggedNodes { get; } = [];

    public List<OsmRow> Ways { get; } = [];

    public List<long> Refs { get; } = [];

    public List<OsmRow> Relations { get; } = [];

    public List<OsmMember> Members { get; } = [];

    public int TextCount => _texts.Count;

    public int TagCount => _tags.Count / 2;

    /// <summary>A position from degrees × 10⁷, or <see cref="NotOnEarth"/>.</summary>
    public static Position PositionAt(long lonE7, long latE7) =>
        lonE7 is >= -1_800_000_000 and <= 1_800_000_000 && latE7 is >= -900_000_000 and <= 900_000_000 ? new((int)lonE7, (int)latE7) : NotOnEarth;

    /// <summary>Adds a text that lies in the bytes.</summary>
    public void AddText(int start, int length)
    {
        TakeRoom();
        _spans.Add((start, length));
        _texts.Add(null);
    }

    /// <summary>Adds a text.</summary>
    /// <returns>Its number.</returns>
    public int AddText(string text)
    {
        TakeRoom();
        _spans.Add(default);
        _texts.Add(text);
        return _texts.Count - 1;
    }

    public string Text(int number) => _texts[number] ??= Encoding.UTF8.GetString(bytes.AsSpan(_spans[number].Start, _spans[number].Length));

    public void AddTag(int key, int value)
    {
        TakeRoom();
        _tags.Add(key);
        _tags.Add(value);
    }

    public void AddNode(long id, Position position)
    {
        TakeRoom();
        NodeIds.Add(id);
        Positions.Add(position);
    }

    public void AddRef(long node)
    {
        TakeRoom();
        Refs.Add(node);
    }

    public void AddMember(OsmMember member)
    {
        TakeRoom();
        Members.Add(member);
    }

    /// <summary>The tags of an element.</summary>
    public OsmTags TagsOf(in OsmRow row) => new(this, row.TagStart, row.TagEnd);

    /// <summary>Number of the key of a tag among the texts, of its value one further on.</summary>
    public int Tag(int index) => _tags[index];

    private void TakeRoom()
    {
        if (--_room < 0)
        {
            throw new InvalidDataException($"it holds more than {MostRows} elements, references, tags and texts");
        }
    }
}

/// <summary>The tags of one element. An element has a handful: they are searched one by one.</summary>
internal readonly struct OsmTags(OsmBlock block, int start, int end)
{
    public int Count => end - start;

    /// <summary>The value of a key, or null.</summary>
    public string? this[string key]
    {
        get
        {
            for (var tag = start; tag < end; tag++)
            {
                if (block.Text(block.Tag(2 * tag)) == key)
                {
                    return block.Text(block.Tag(2 * tag + 1));
                }
            }

            return null;
        }
    }

    /// <summary>A key by its place among the tags.</summary>
    public string Key(int index) => block.Text(block.Tag(2 * (start + index)));

    /// <summary>A value by its place among the tags.</summary>
    public string Value(int index) => block.Text(block.Tag(2 * (start + index) + 1));
}
