using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>Which row a feature was written from.</summary>
/// <param name="Key">The paging key.</param>
/// <param name="Version">The version, 1 or more.</param>
public readonly record struct FeatureIdentity(long Key, long Version);

/// <summary>
/// Writes the rows of one collection as GeoJSON features (RFC 7946): bytes from the database to bytes for the client, with nothing made in between.
/// </summary>
public sealed class FeatureJson
{
    private static readonly ConcurrentDictionary<string, FeatureJson> ById = new(StringComparer.Ordinal);

    private readonly bool _hasGeometry;
    private readonly int _versionIndex;
    private readonly int _sortCount;
    private readonly CoordinateForm _coordinates;

    /// <summary>Per field, what stands before its value: <c>{"code":</c> for the first, <c>,"name_zh":</c> for the others; empty where it is not wanted.</summary>
    private readonly byte[][] _names;

    private FeatureJson(FeatureQuery query)
    {
        var fields = FeatureColumns.Fields(query);
        var isFirst = true;
        _hasGeometry = FeatureColumns.HasGeometry(query);
        _coordinates = query.Coordinates;
        _sortCount = query.Sort.Count;
        _names = new byte[fields.Count][];
        for (var i = 0; i < fields.Count; i++)
        {
            var isWanted = query.Properties is null || query.Properties.Contains(fields[i]);
            _names[i] = isWanted ? Encoding.UTF8.GetBytes((isFirst ? "{\"" : ",\"") + fields[i].Name + "\":") : [];
            isFirst &= !isWanted;
            if (fields[i].Name == "version")
            {
                _versionIndex = i;
            }
        }
    }

    /// <summary>The writer of a collection, whole and in CRS84.</summary>
    public static FeatureJson Of(CollectionDefinition collection) => ById.GetOrAdd(collection.Id, static (_, c) => new FeatureJson(new FeatureQuery { Collection = c }), collection);

    /// <summary>The writer of the rows of a query.</summary>
    public static FeatureJson Of(FeatureQuery query) => query.HasWholeRows && query.Coordinates.IsAsStored ? Of(query.Collection) : new FeatureJson(query);

    /// <summary>The values that a row is sorted by, as texts; null for none.</summary>
    /// <param name="row">A row as <see cref="Features.FeatureRows.Current"/> gives it.</param>
    public IReadOnlyList<string?> SortValues(ReadOnlySpan<byte> row)
    {
        if (_sortCount == 0)
        {
            return [];
        }

        var fields = new CompositeReader(row);
        for (var i = fields.FieldCount; i > _sortCount; i--)
        {
            fields.Read(out _, out _);
        }

        var values = new string?[_sortCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fields.Read(out _, out var value) ? Encoding.UTF8.GetString(value) : null;
        }

        return values;
    }

    /// <summary>Appends a feature but for the closing brace, so that more members can follow.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="row">A row as <see cref="Features.FeatureRows.Current"/> gives it.</param>
    public FeatureIdentity AppendOpenFeature(Utf8Buffer output, ReadOnlySpan<byte> row)
    {
        var fields = new CompositeReader(row);
        fields.Read(out _, out var key);
        ReadOnlySpan<byte> geometry = default;
        var isPlaced = _hasGeometry && fields.Read(out _, out geometry);
        var hasCode = fields.Read(out var type, out var value);

        output.Append("{\"type\":\"Feature\",\"id\":"u8);
        output.AppendString(value);
        output.Append(",\"geometry\":"u8);
        if (isPlaced)
        {
            output.AppendGeometry(geometry, _coordinates);
        }
        else
        {
            output.Append("null"u8);
        }

        output.Append(",\"properties\":"u8);
        var version = AppendProperties(output, ref fields, hasCode, type, value);
        return new FeatureIdentity(BinaryPrimitives.ReadInt64BigEndian(key), version);
    }

    private long AppendProperties(Utf8Buffer output, ref CompositeReader fields, bool isGiven, uint type, ReadOnlySpan<byte> value)
    {
        long version = 0;
        var isEmpty = true;
        for (var i = 0; ; i++)
        {
            var isWanted = _names[i].Length > 0;
            isEmpty &= !isWanted;
            output.Append(_names[i]);
            if (!isWanted)
            {
                // Read for the id or the version only.
            }
            else if (isGiven)
            {
                output.AppendValue(type, value);
            }
            else
            {
                output.Append("null"u8);
            }

            if (i == _versionIndex && isGiven)
            {
                version = BinaryPrimitives.ReadInt64BigEndian(value);
            }

            if (i + 1 == _names.Length)
            {
                break;
            }

            isGiven = fields.Read(out type, out value);
        }

        output.Append(isEmpty ? "{}"u8 : "}"u8);
        return version;
    }
}
