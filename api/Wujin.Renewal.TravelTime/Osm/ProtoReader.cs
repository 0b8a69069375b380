using System.Runtime.CompilerServices;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>Reads a protocol-buffers message. Whatever the bytes are, it stays within them; what makes no sense is an <see cref="InvalidDataException"/>.</summary>
/// <remarks>Encoding: protobuf.dev/programming-guides/encoding.</remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes, int start = 0)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private int _wireType;

    /// <summary>Where the message begins in the whole buffer, so that <see cref="FieldStart"/> tells a place in that.</summary>
    private readonly int _start = start;

    /// <summary>Number of the field just met.</summary>
    public int Field { get; private set; }

    /// <summary>Where the bytes of the last <see cref="Bytes"/> begin in the whole buffer.</summary>
    public int FieldStart { get; private set; }

    public readonly bool AtEnd => _position >= _bytes.Length;

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end.</returns>
    public bool Next()
    {
        if (AtEnd)
        {
            return false;
        }

        var tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        _wireType = (int)(tag & 7);
        return true;
    }

    /// <summary>The bytes of a field of that kind.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        if (_wireType != 2)
        {
            throw Unexpected();
        }

        var length = Varint();
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw new InvalidDataException($"field {Field} is longer than what it is in");
        }

        FieldStart = _start + _position;
        var value = _bytes.Slice(_position, (int)length);
        _position += (int)length;
        return value;
    }

    /// <summary>A message within the field.</summary>
    public ProtoReader Message()
    {
        var value = Bytes();
        return new(value, FieldStart);
    }

    /// <summary>A whole number.</summary>
    public long Int64() => _wireType == 0 ? (long)Varint() : throw Unexpected();

    /// <summary>A whole number in zigzag encoding.</summary>
    public long SInt64() => _wireType == 0 ? SignedVarint() : throw Unexpected();

    /// <summary>Passes over a field.</summary>
    public void Skip()
    {
        switch (_wireType)
        {
            case 0:
                Varint();
                break;
            case 1:
                Advance(8);
                break;
            case 2:
                Bytes();
                break;
            case 5:
                Advance(4);
                break;
            default:
                throw Unexpected();
        }
    }

    /// <summary>The next number of a packed field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Varint()
    {
        if (_position < _bytes.Length && _bytes[_position] < 0x80)
        {
            return _bytes[_position++];
        }

        return LongVarint();
    }

    /// <summary>The next number of a packed field in zigzag encoding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long SignedVarint()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong LongVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position >= _bytes.Length)
            {
                throw new InvalidDataException("a number is cut off");
            }

            var part = _bytes[_position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is longer than 10 bytes");
    }

    private void Advance(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw new InvalidDataException($"field {Field} is cut off");
        }

        _position += count;
    }

    private readonly InvalidDataException Unexpected() => new($"field {Field} has wire type {_wireType}");
}
