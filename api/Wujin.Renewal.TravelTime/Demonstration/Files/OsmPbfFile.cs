using System.Text;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Files;

/// <summary>Writes OpenStreetMap PBF (OpenStreetMap wiki, "PBF Format"): dense nodes, zlib, sorted by type and id, version 1 on every element.</summary>
public sealed class OsmPbfFile : OsmFile
{
    private readonly Stream _output;
    private readonly Stream[] _waiting = [OpenWaitingRoom(), OpenWaitingRoom()];
    private readonly PbfBlocks _nodes;
    private readonly PbfBlocks _ways;
    private readonly PbfBlocks _relations;
    private readonly DenseNodes _dense = new();
    private readonly ProtoBytes _element = new();
    private readonly ProtoBytes _keys = new();
    private readonly ProtoBytes _values = new();
    private readonly ProtoBytes _roles = new();
    private readonly ProtoBytes _refs = new();
    private readonly ProtoBytes _types = new();
    private readonly byte[] _info;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Is not closed.</param>
    public OsmPbfFile(Stream output)
    {
        _output = output;
        _nodes = new PbfBlocks(output) { Closing = () => _dense.MoveTo(_nodes!.Group) };
        _ways = new PbfBlocks(_waiting[0]);
        _relations = new PbfBlocks(_waiting[1]);
        var info = new ProtoBytes();
        info.Field(1, 1); // version
        _info = info.Written.ToArray();
        WriteHeader();
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        _nodes.Close();
        _ways.Close();
        _relations.Close();
        foreach (var waiting in _waiting)
        {
            waiting.Position = 0;
            waiting.CopyTo(_output);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => Array.ForEach(_waiting, w => w.Dispose());

    /// <inheritdoc/>
    protected override void WriteNode(long id, Position position, IReadOnlyList<(string Key, string Value)> tags)
    {
        _dense.Add(id, position);
        foreach (var (key, value) in tags)
        {
            _dense.AddTag(_nodes.StringNumber(key), _nodes.StringNumber(value));
        }

        _dense.EndTags();
        _nodes.Added();
    }

    /// <inheritdoc/>
    protected override void WriteWay(long id, IReadOnlyList<long> nodes, IReadOnlyList<(string Key, string Value)> tags)
    {
        _refs.Clear();
        long last = 0;
        foreach (var node in nodes)
        {
            _refs.Zigzag(node - last);
            last = node;
        }

        StartElement(_ways, id, tags);
        _element.Field(8, _refs.Written);
        _ways.Group.Field(3, _element.Written);
        _ways.Added();
    }

    /// <inheritdoc/>
    protected override void WriteRelation(long id, IReadOnlyList<OsmMemberRef> members, IReadOnlyList<(string Key, string Value)> tags)
    {
        _refs.Clear();
        _roles.Clear();
        _types.Clear();
        long last = 0;
        foreach (var member in members)
        {
            _roles.Varint(_relations.StringNumber(member.Role));
            _refs.Zigzag(member.Id - last);
            _types.Varint(member.IsWay ? 1u : 0u);
            last = member.Id;
        }

        StartElement(_relations, id, tags);
        _element.Field(8, _roles.Written);
        _element.Field(9, _refs.Written);
        _element.Field(10, _types.Written);
        _relations.Group.Field(4, _element.Written);
        _relations.Added();
    }

    private void StartElement(PbfBlocks blocks, long id, IReadOnlyList<(string Key, string Value)> tags)
    {
        _keys.Clear();
        _values.Clear();
        foreach (var (key, value) in tags)
        {
            _keys.Varint(blocks.StringNumber(key));
            _values.Varint(blocks.StringNumber(value));
        }

        _element.Clear();
        _element.Field(1, (ulong)id);
        _element.FieldUnlessEmpty(2, _keys);
        _element.FieldUnlessEmpty(3, _values);
        _element.Field(4, _info);
    }

    private void WriteHeader()
    {
        var header = new ProtoBytes();
        header.Field(4, "OsmSchema-V0.6"u8);
        header.Field(4, "DenseNodes"u8);
        header.Field(5, "Sort.Type_then_ID"u8);
        header.Field(16, Encoding.UTF8.GetBytes(Generator));
        header.Field(17, "made up by Wujin.Renewal"u8);
        PbfBlocks.WriteBlob(_output, "OSMHeader", header.Written);
    }
}
