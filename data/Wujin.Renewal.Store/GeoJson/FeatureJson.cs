using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Wujin.Renewal.Domain.Schema;

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

    /// <summary>Per property, what stands before its value: <c>{"code":</c> for the first, <c>,"name_zh":</c> for the others.</summary>
    private readonly byte[][] _names;

    private FeatureJson(CollectionDefinition collection)
    {
        _hasGeometry = collection.Geometry != GeometryKind.None;
        _names = [.. collection.Properties.Select((p, i) => Encoding.UTF8.GetBytes((i == 0 ? "{\"" : ",\"") + p.Name + "\":"))];
        _versionIndex = collection.Properties.Select(p => p.Name).ToList().IndexOf("version");
    }

    /// <summary>The writer of a collection.</summary>
    public static FeatureJson Of(CollectionDefinition collection) => ById.GetOrAdd(collection.Id, static (_, c) => new FeatureJson(c), collection);

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
            output.AppendGeometry(geometry);
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
        for (var i = 0; ; i++)
        {
            output.Append(_names[i]);
            if (isGiven)
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

        output.Append((byte)'}');
        return version;
    }
}
