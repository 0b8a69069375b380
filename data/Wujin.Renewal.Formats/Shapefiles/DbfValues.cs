using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>Decodes the values of dBASE records, with the habits of the programs that write them.</summary>
internal sealed class DbfValues(IReadOnlyList<DbfField> fields, IReadOnlyList<SourceField> names, Encoding encoding)
{
    // Julian day number of 0001-01-01, as FoxPro counts days.
    private const int JulianDayOfYearOne = 1_721_426;

    // ESRI writes the most negative double for a missing number; nothing real comes near it.
    private const double LargestRealNumber = 1e300;

    private readonly Decoder _decoder = encoding.GetDecoder();

    /// <summary>Decodes a record.</summary>
    /// <param name="record">Bytes after the deletion mark.</param>
    /// <param name="faults">Receives what cannot be read.</param>
    public object?[] Decode(ReadOnlySpan<byte> record, List<Fault> faults)
    {
        var values = new object?[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = fields[i];
            var bytes = record.Slice(field.Offset, field.Length);
            if (!TryDecode(field, bytes, out values[i]))
            {
                faults.Add(Fault.OfProperty(names[i].Name, $"\"{DecodeText(bytes)}\" cannot be read as {Expected(field.Type)}."));
            }
            else if (values[i] is string text && text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                faults.Add(Fault.OfProperty(names[i].Name, $"\"{text}\" has bytes that {encoding.WebName} does not allow; check the encoding with --encoding."));
            }
        }

        return values;
    }

    /// <summary>Decodes a text, without the blanks and NULs that fill it up, and without half a character that its width cut off.</summary>
    public string DecodeText(ReadOnlySpan<byte> bytes)
    {
        var filled = bytes.TrimEnd(" \0"u8);
        if (System.Text.Ascii.IsValid(filled))
        {
            return Encoding.ASCII.GetString(filled).TrimStart();
        }

        _decoder.Reset();
        var characters = new char[_decoder.GetCharCount(filled, flush: false)];
        _decoder.Reset();
        var count = _decoder.GetChars(filled, characters, flush: false);
        return new string(characters, 0, count).Trim(' ', '\0', '\u3000');
    }

    private bool TryDecode(DbfField field, ReadOnlySpan<byte> bytes, out object? value)
    {
        value = null;
        switch (field.Type)
        {
            case 'C':
                var text = DecodeText(bytes);
                value = text.Length == 0 ? null : text;
                return true;
            case 'N' or 'F':
                return TryNumber(bytes, out value);
            case 'L':
                return TryLogical(bytes, out value);
            case 'D':
                return TryDate(bytes, out value);
            case 'I' or '+' when bytes.Length == 4:
                value = (long)BinaryPrimitives.ReadInt32LittleEndian(bytes);
                return true;
            case 'B' or 'O' when bytes.Length == 8:
                var number = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
                value = double.IsFinite(number) && Math.Abs(number) < LargestRealNumber ? number : null;
                return true;
            case 'Y' when bytes.Length == 8:
                value = BinaryPrimitives.ReadInt64LittleEndian(bytes) / 10_000m;
                return true;
            case 'T' or '@' when bytes.Length == 8:
                return TryInstant(bytes, out value);
            default:
                return true; // Memos and pictures live in other files: they are no data of the register.
        }
    }

    private static bool TryNumber(ReadOnlySpan<byte> bytes, out object? value)
    {
        value = null;
        var digits = bytes.Trim(" \0"u8);
        if (digits.IsEmpty || digits.IndexOfAnyExcept((byte)'*') < 0)
        {
            return true;
        }

        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            value = integer;
            return true;
        }

        if (decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact))
        {
            value = exact;
            return true;
        }

        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = double.IsFinite(number) && Math.Abs(number) < LargestRealNumber ? number : null;
        return true;
    }

    private static bool TryLogical(ReadOnlySpan<byte> bytes, out object? value)
    {
        value = (char)bytes[0] switch
        {
            'T' or 't' or 'Y' or 'y' or '1' => true,
            'F' or 'f' or 'N' or 'n' or '0' => false,
            _ => null,
        };
        return value is not null || bytes[0] is (byte)'?' or (byte)' ' or 0;
    }

    private static bool TryDate(ReadOnlySpan<byte> bytes, out object? value)
    {
        value = null;
        var digits = bytes.Trim(" \0"u8);
        if (digits.IndexOfAnyExcept((byte)'0') < 0 || digits.IndexOfAnyExcept((byte)'*') < 0)
        {
            return true;
        }

        var isDate = DateOnly.TryParseExact(Encoding.ASCII.GetString(digits), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        value = isDate ? date : null;
        return isDate;
    }

    private static bool TryInstant(ReadOnlySpan<byte> bytes, out object? value)
    {
        value = null;
        var (day, milliseconds) = (BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]));
        if (day == 0 || BinaryPrimitives.ReadInt64LittleEndian(bytes) == BitConverter.ToInt64("        "u8))
        {
            return true;
        }

        var days = (long)day - JulianDayOfYearOne;
        if (days is < 0 or > 3_652_058 || milliseconds is < 0 or >= 86_400_000)
        {
            return false;
        }

        value = DateTime.MinValue.AddDays(days).AddMilliseconds(milliseconds);
        return true;
    }

    private static string Expected(char type) => type switch
    {
        'N' or 'F' => "a number",
        'L' => "true or false",
        _ => "a date",
    };
}
