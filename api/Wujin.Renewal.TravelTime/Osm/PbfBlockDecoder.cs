using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>Decodes a <c>PrimitiveBlock</c> (wiki.openstreetmap.org/wiki/PBF_Format) into an <see cref="OsmBlock"/>.</summary>
internal sealed class PbfBlockDecoder
{
    private readonly OsmBlock _block;
    private readonly OsmKinds _wanted;
    private long _granularity = 100;
    private long _latOffset;
    private long _lonOffset;
    private bool _isPlain;

    private PbfBlockDecoder(byte[] bytes, OsmKinds wanted)
    {
        _block = new(bytes);
        _wanted = wanted;
    }

    /// <summary>Decodes the elements of the kinds wanted, and tells which others there are.</summary>
    /// <param name="bytes">The inflated block.</param>
    /// <param name="wanted">Kinds to decode.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static OsmBlock Decode(byte[] bytes, OsmKinds wanted)
    {
        var decoder = new PbfBlockDecoder(bytes, wanted);
        decoder.Decode(bytes);
        return decoder._block;
    }

    private void Decode(byte[] bytes)
    {
        var groups = new List<(int Start, int Length)>();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    ReadTexts(reader.Message());
                    break;
                case 2:
                    var length = reader.Bytes().Length;
                    groups.Add((reader.FieldStart, length));
                    break;
                case 17:
                    _granularity = reader.Int64();
                    break;
                case 19:
                    _latOffset = reader.Int64();
                    break;
                case 20:
                    _lonOffset = reader.Int64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (_granularity is < 1 or > 1_000_000_000)
        {
            throw new InvalidDataException($"its granularity is {_granularity}");
        }

        // Only now are the numbers known that coordinates need. As a rule they are in our own unit already.
        _isPlain = _granularity == 100 && _latOffset == 0 && _lonOffset == 0;
        foreach (var (start, length) in groups)
        {
            ReadGroup(new(bytes.AsSpan(start, length), start));
        }
    }

    private void ReadTexts(ProtoReader reader)
    {
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var length = reader.Bytes().Length;
                _block.AddText(reader.FieldStart, length);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadGroup(ProtoReader reader)
    {
        while (reader.Next())
        {
            var kind = reader.Field switch { 1 or 2 => OsmKinds.Nodes, 3 => OsmKinds.Ways, 4 => OsmKinds.Relations, _ => OsmKinds.None };
            _block.Kinds |= kind;
            if ((kind & _wanted) == 0)
            {
                reader.Skip();
                continue;
            }

            switch (reader.Field)
            {
                case 1:
                    ReadNode(reader.Message());
                    break;
                case 2:
                    ReadDenseNodes(reader.Message());
                    break;
                case 3:
                    ReadWay(reader.Message());
                    break;
                default:
                    ReadRelation(reader.Message());
                    break;
            }
        }
    }

    private void ReadNode(ProtoReader reader)
    {
        long id = 0, lat = 0, lon = 0;
        ReadOnlySpan<byte> keys = default, values = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    id = reader.SInt64();
                    break;
                case 2:
                    keys = reader.Bytes();
                    break;
                case 3:
                    values = reader.Bytes();
                    break;
                case 8:
                    lat = reader.SInt64();
                    break;
                case 9:
                    lon = reader.SInt64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var tagStart = _block.TagCount;
        ReadTags(keys, values);
        AddNode(id, lat, lon, tagStart);
    }

    private void ReadDenseNodes(ProtoReader reader)
    {
        ReadOnlySpan<byte> ids = default, lats = default, lons = default, tags = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    ids = reader.Bytes();
                    break;
                case 8:
                    lats = reader.Bytes();
                    break;
                case 9:
                    lons = reader.Bytes();
                    break;
                case 10:
                    tags = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var idReader = new ProtoReader(ids);
        var latReader = new ProtoReader(lats);
        var lonReader = new ProtoReader(lons);
        var tagReader = new ProtoReader(tags);
        long id = 0, lat = 0, lon = 0;
        while (!idReader.AtEnd)
        {
            id += idReader.SignedVarint();
            lat += latReader.SignedVarint();
            lon += lonReader.SignedVarint();
            var tagStart = _block.TagCount;
            while (!tagReader.AtEnd && tagReader.Varint() is var key and not 0)
            {
                AddTag(key, tagReader.Varint());
            }

            AddNode(id, lat, lon, tagStart);
        }
    }

    private void AddNode(long id, long lat, long lon, int tagStart)
    {
        _block.AddNode(id, _isPlain ? OsmBlock.PositionAt(lon, lat) : Scale(lat, lon));
        if (_block.TagCount > tagStart)
        {
            var row = _block.NodeIds.Count - 1;
            _block.TaggedNodes.Add(new(id, row, row + 1, tagStart, _block.TagCount));
        }
    }

    // Wide enough that numbers out of a damaged file stay wrong instead of becoming right by overflow.
    private Position Scale(long lat, long lon)
    {
        var lonE7 = ((Int128)_lonOffset + (Int128)_granularity * lon) / 100;
        var latE7 = ((Int128)_latOffset + (Int128)_granularity * lat) / 100;
        return OsmBlock.PositionAt((long)Int128.Clamp(lonE7, long.MinValue, long.MaxValue), (long)Int128.Clamp(latE7, long.MinValue, long.MaxValue));
    }

    private void ReadWay(ProtoReader reader)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = default, values = default, refs = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    id = reader.Int64();
                    break;
                case 2:
                    keys = reader.Bytes();
                    break;
                case 3:
                    values = reader.Bytes();
                    break;
                case 8:
                    refs = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var (first, tagStart) = (_block.Refs.Count, _block.TagCount);
        long node = 0;
        for (var r = new ProtoReader(refs); !r.AtEnd;)
        {
            node += r.SignedVarint();
            _block.AddRef(node);
        }

        ReadTags(keys, values);
        _block.Ways.Add(new(id, first, _block.Refs.Count, tagStart, _block.TagCount));
    }

    private void ReadRelation(ProtoReader reader)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = default, values = default, roles = default, members = default, kinds = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    id = reader.Int64();
                    break;
                case 2:
                    keys = reader.Bytes();
                    break;
                case 3:
                    values = reader.Bytes();
                    break;
                case 8:
                    roles = reader.Bytes();
                    break;
                case 9:
                    members = reader.Bytes();
                    break;
                case 10:
                    kinds = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var (first, tagStart) = (_block.Members.Count, _block.TagCount);
        var roleReader = new ProtoReader(roles);
        var memberReader = new ProtoReader(members);
        var kindReader = new ProtoReader(kinds);
        long member = 0;
        while (!memberReader.AtEnd)
        {
            member += memberReader.SignedVarint();
            var kind = kindReader.Varint() switch { 0 => OsmKinds.Nodes, 1 => OsmKinds.Ways, 2 => OsmKinds.Relations, _ => OsmKinds.None };
            _block.AddMember(new(kind, member, CheckText(roleReader.Varint())));
        }

        ReadTags(keys, values);
        _block.Relations.Add(new(id, first, _block.Members.Count, tagStart, _block.TagCount));
    }

    private void ReadTags(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values)
    {
        var key = new ProtoReader(keys);
        var value = new ProtoReader(values);
        while (!key.AtEnd)
        {
            AddTag(key.Varint(), value.Varint());
        }
    }

    private void AddTag(ulong key, ulong value) => _block.AddTag(CheckText(key), CheckText(value));

    private int CheckText(ulong number) => number < (ulong)_block.TextCount
        ? (int)number
        : throw new InvalidDataException($"text {number} is named, but there are only {_block.TextCount}");
}
