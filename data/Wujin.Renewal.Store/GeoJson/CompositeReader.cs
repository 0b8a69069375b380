using System.Buffers.Binary;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>
/// Steps through the fields of a composite value in PostgreSQL's binary format (record_send): the number of fields, then for each its type, its
/// length or -1 for null, and its bytes; integers big-endian.
/// </summary>
internal ref struct CompositeReader
{
    private ReadOnlySpan<byte> _rest;

    internal CompositeReader(ReadOnlySpan<byte> composite)
    {
        FieldCount = BinaryPrimitives.ReadInt32BigEndian(composite);
        _rest = composite[4..];
    }

    /// <summary>How many fields there are in all.</summary>
    internal int FieldCount { get; }

    /// <summary>Reads the next field.</summary>
    /// <param name="type">Object identifier of its type.</param>
    /// <param name="value">Its bytes; empty for null.</param>
    /// <returns>False for null.</returns>
    internal bool Read(out uint type, out ReadOnlySpan<byte> value)
    {
        type = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        var length = BinaryPrimitives.ReadInt32BigEndian(_rest[4..]);
        if (length < 0)
        {
            value = default;
            _rest = _rest[8..];
            return false;
        }

        value = _rest.Slice(8, length);
        _rest = _rest[(8 + length)..];
        return true;
    }
}
