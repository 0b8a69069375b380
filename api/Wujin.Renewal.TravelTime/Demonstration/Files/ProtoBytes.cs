namespace Wujin.Renewal.TravelTime.Demonstration.Files;

/// <summary>A Protocol Buffers message being put together (protobuf.dev, encoding).</summary>
internal sealed class ProtoBytes
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>A base-128 number.</summary>
    public void Varint(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }

    /// <summary>A number in zigzag form, small where it is near 0.</summary>
    public void Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>A number field.</summary>
    public void Field(int field, ulong value)
    {
        Varint((ulong)(field << 3));
        Varint(value);
    }

    /// <summary>A field of bytes: a message, a string, packed numbers.</summary>
    public void Field(int field, ReadOnlySpan<byte> bytes)
    {
        Varint((ulong)((field << 3) | 2));
        Varint((ulong)bytes.Length);
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>A field of bytes, left out where there are none.</summary>
    public void FieldUnlessEmpty(int field, ProtoBytes bytes)
    {
        if (bytes.Length > 0)
        {
            Field(field, bytes.Written);
        }
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes));
        }
    }
}
