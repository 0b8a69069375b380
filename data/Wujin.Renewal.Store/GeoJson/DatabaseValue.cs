using System.Buffers.Binary;
using System.Buffers.Text;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>Writes a value as JSON straight from the database's binary format.</summary>
internal static class DatabaseValue
{
    /// <summary>Object identifiers of built-in types, fixed in pg_type.dat of PostgreSQL.</summary>
    private const uint Boolean = 16, Int8 = 20, Int2 = 21, Int4 = 23, Text = 25, Float4 = 700, Float8 = 701, TextArray = 1009,
        Varchar = 1043, Date = 1082, TimestampTz = 1184, Numeric = 1700;

    /// <summary>Appends a value that is not null.</summary>
    /// <exception cref="NotSupportedException">A type that no property of the catalogue has.</exception>
    internal static void AppendValue(this Utf8Buffer output, uint type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case Text or Varchar:
                output.AppendString(value);
                break;
            case Int8:
                output.AppendInteger(BinaryPrimitives.ReadInt64BigEndian(value));
                break;
            case Int4:
                output.AppendInteger(BinaryPrimitives.ReadInt32BigEndian(value));
                break;
            case Int2:
                output.AppendInteger(BinaryPrimitives.ReadInt16BigEndian(value));
                break;
            case Numeric:
                output.AppendNumeric(value);
                break;
            case Float8:
                AppendDouble(output, BinaryPrimitives.ReadDoubleBigEndian(value));
                break;
            case Float4:
                AppendDouble(output, BinaryPrimitives.ReadSingleBigEndian(value));
                break;
            case Boolean:
                output.Append(value[0] != 0 ? "true"u8 : "false"u8);
                break;
            case Date:
                output.AppendDate(BinaryPrimitives.ReadInt32BigEndian(value));
                break;
            case TimestampTz:
                output.AppendInstant(BinaryPrimitives.ReadInt64BigEndian(value));
                break;
            case TextArray:
                AppendTextArray(output, value);
                break;
            default:
                throw new NotSupportedException($"No JSON for database type {type}.");
        }
    }

    private static void AppendDouble(Utf8Buffer output, double value)
    {
        if (!double.IsFinite(value))
        {
            output.Append("null"u8);
            return;
        }

        Utf8Formatter.TryFormat(value, output.Reserve(32), out var written);
        output.Advance(written);
    }

    /// <remarks>array_send: dimensions, flags, element type, then per dimension its size and lower bound, then each element as length and bytes.</remarks>
    private static void AppendTextArray(Utf8Buffer output, ReadOnlySpan<byte> value)
    {
        var dimensions = BinaryPrimitives.ReadInt32BigEndian(value);
        var count = dimensions == 0 ? 0 : BinaryPrimitives.ReadInt32BigEndian(value[12..]);
        var rest = value[(12 + (8 * dimensions))..];
        output.Append((byte)'[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Append((byte)',');
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (length < 0)
            {
                output.Append("null"u8);
                rest = rest[4..];
                continue;
            }

            output.AppendString(rest.Slice(4, length));
            rest = rest[(4 + length)..];
        }

        output.Append((byte)']');
    }
}
