using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Files;

/// <summary>Nodes of one block, column by column, as differences.</summary>
internal sealed class DenseNodes
{
    private readonly ProtoBytes _ids = new();
    private readonly ProtoBytes _versions = new();
    private readonly ProtoBytes _lats = new();
    private readonly ProtoBytes _lons = new();
    private readonly ProtoBytes _tags = new();
    private long _lastId;
    private Position _last;
    private bool _hasTags;

    public void Add(long id, Position position)
    {
        _ids.Zigzag(id - _lastId);
        _versions.Varint(1);
        _lats.Zigzag((long)position.LatE7 - _last.LatE7);
        _lons.Zigzag((long)position.LonE7 - _last.LonE7);
        (_lastId, _last) = (id, position);
    }

    public void AddTag(ulong key, ulong value)
    {
        _tags.Varint(key);
        _tags.Varint(value);
        _hasTags = true;
    }

    public void EndTags() => _tags.Varint(0);

    /// <summary>Writes the columns into a group and begins anew.</summary>
    public void MoveTo(ProtoBytes group)
    {
        var info = new ProtoBytes();
        info.Field(1, _versions.Written);
        var dense = new ProtoBytes();
        dense.Field(1, _ids.Written);
        dense.Field(5, info.Written);
        dense.Field(8, _lats.Written);
        dense.Field(9, _lons.Written);
        if (_hasTags)
        {
            dense.Field(10, _tags.Written);
        }

        group.Field(2, dense.Written);
        Array.ForEach([_ids, _versions, _lats, _lons, _tags], b => b.Clear());
        (_lastId, _last, _hasTags) = (0, default, false);
    }
}
