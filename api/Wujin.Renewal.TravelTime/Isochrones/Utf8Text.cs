using System.Buffers.Text;
using System.Text;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Bytes of text being written, in one array that grows. Reusable.</summary>
internal sealed class Utf8Text
{
    // Two digits at once: 100 pairs.
    private static readonly byte[] Pairs = [.. Enumerable.Range(0, 100).SelectMany(n => new[] { (byte)('0' + (n / 10)), (byte)('0' + (n % 10)) })];

    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    /// <summary>What is written so far; until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Begins anew.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes bytes.</summary>
    public Utf8Text Add(ReadOnlySpan<byte> text)
    {
        Need(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    /// <summary>Writes characters.</summary>
    public Utf8Text Add(ReadOnlySpan<char> text)
    {
        Need(text.Length * 3);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        return this;
    }

    /// <summary>Writes a number, the shortest text that reads back as it.</summary>
    public Utf8Text Add(double number)
    {
        Need(32);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out var length);
        _length += length;
        return this;
    }

    /// <summary>Takes back the last byte if it is this one: the comma behind the last element.</summary>
    public Utf8Text Drop(byte last)
    {
        _length -= _length > 0 && _bytes[_length - 1] == last ? 1 : 0;
        return this;
    }

    /// <summary>Writes points as <c>[lon,lat],</c> with six decimals.</summary>
    public unsafe void AddPoints(ReadOnlySpan<(int LonE6, int LatE6)> points)
    {
        Need(points.Length * 28);
        fixed (byte* bytes = _bytes)
        fixed (byte* pairs = Pairs)
        {
            var at = bytes + _length;
            foreach (var (lon, lat) in points)
            {
                *at++ = (byte)'[';
                at = Degrees(at, pairs, lon);
                *at++ = (byte)',';
                at = Degrees(at, pairs, lat);
                *at++ = (byte)']';
                *at++ = (byte)',';
            }

            _length = (int)(at - bytes);
        }
    }

    private static unsafe byte* Degrees(byte* at, byte* pairs, int e6)
    {
        var number = (uint)Math.Abs(e6);
        if (e6 < 0)
        {
            *at++ = (byte)'-';
        }

        var whole = number / 1_000_000;
        var part = number - (whole * 1_000_000);
        if (whole >= 100)
        {
            *at++ = (byte)'1';
            whole -= 100;
            *(ushort*)at = ((ushort*)pairs)[whole];
            at += 2;
        }
        else if (whole >= 10)
        {
            *(ushort*)at = ((ushort*)pairs)[whole];
            at += 2;
        }
        else
        {
            *at++ = (byte)('0' + whole);
        }

        *at++ = (byte)'.';
        var high = part / 10_000;
        part -= high * 10_000;
        var middle = part / 100;
        *(ushort*)at = ((ushort*)pairs)[high];
        *(ushort*)(at + 2) = ((ushort*)pairs)[middle];
        *(ushort*)(at + 4) = ((ushort*)pairs)[part - (middle * 100)];
        return at + 6;
    }

    private void Need(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }
    }
}
