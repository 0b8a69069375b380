namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>A column of a dBASE table.</summary>
/// <param name="NameBytes">Its name, at most 11 bytes in the encoding of the table.</param>
/// <param name="Type">The type letter: C, N, F, D, L, I, B, O, Y, T, @, +, M.</param>
/// <param name="Offset">Where its value begins in a record, after the deletion mark.</param>
/// <param name="Length">Bytes of its value.</param>
/// <param name="Decimals">Digits after the point.</param>
internal sealed record DbfField(byte[] NameBytes, char Type, int Offset, int Length, int Decimals)
{
    /// <summary>The kind of values, for people.</summary>
    public FieldType Kind => Type switch
    {
        'N' or 'F' or 'I' or 'B' or 'O' or 'Y' or '+' => FieldType.Number,
        'D' or 'T' or '@' => FieldType.Date,
        'L' => FieldType.Boolean,
        'C' => FieldType.Text,
        _ => FieldType.Unknown,
    };
}
