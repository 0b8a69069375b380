using System.Buffers.Binary;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>Writes exact decimals from PostgreSQL's binary numeric, digit by digit: no rounding, and the stored number of decimals.</summary>
internal static class NumericText
{
    private const ushort Negative = 0x4000;
    private const ushort Special = 0xC000;

    /// <summary>Appends a numeric; null where it is NaN or infinite, which JSON numbers cannot be.</summary>
    /// <remarks>
    /// numeric_send: number of base-10000 digits, weight of the first (0: units, 1: ten thousands, -1: four decimals), sign, decimals, digits.
    /// </remarks>
    internal static void AppendNumeric(this Utf8Buffer output, ReadOnlySpan<byte> value)
    {
        var digitCount = BinaryPrimitives.ReadInt16BigEndian(value);
        var weight = BinaryPrimitives.ReadInt16BigEndian(value[2..]);
        var sign = BinaryPrimitives.ReadUInt16BigEndian(value[4..]);
        var decimals = BinaryPrimitives.ReadInt16BigEndian(value[6..]);
        var digits = value[8..];
        if ((sign & Special) == Special)
        {
            output.Append("null"u8);
            return;
        }

        if (sign == Negative)
        {
            output.Append((byte)'-');
        }

        int Digit(ReadOnlySpan<byte> all, int index) =>
            index >= 0 && index < digitCount ? BinaryPrimitives.ReadInt16BigEndian(all[(2 * index)..]) : 0;

        if (weight < 0)
        {
            output.Append((byte)'0');
        }
        else
        {
            output.AppendInteger(Digit(digits, 0));
            for (var i = 1; i <= weight; i++)
            {
                AppendFour(output, Digit(digits, i), 4);
            }
        }

        if (decimals > 0)
        {
            output.Append((byte)'.');
            for (var (left, i) = ((int)decimals, weight + 1); left > 0; left -= 4, i++)
            {
                AppendFour(output, Digit(digits, i), Math.Min(left, 4));
            }
        }
    }

    /// <summary>Appends the first <paramref name="count"/> of the four decimal digits of a base-10000 digit.</summary>
    private static void AppendFour(Utf8Buffer output, int digit, int count)
    {
        var room = output.Reserve(4);
        room[3] = (byte)('0' + (digit % 10));
        room[2] = (byte)('0' + (digit / 10 % 10));
        room[1] = (byte)('0' + (digit / 100 % 10));
        room[0] = (byte)('0' + (digit / 1000));
        output.Advance(count);
    }
}
