using System.Buffers.Text;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>Writes coordinates with as many decimals as make about 1 cm on the ground, 7 for degrees and 2 for metres, without trailing zeros.</summary>
/// <remarks>
/// Fixed point in integer arithmetic: shortest round-trip formatting of a double costs several times as much and writes digits of
/// nanometres that no survey has. RFC 7946, section 11.2 advises against them.
/// </remarks>
public static class CoordinateText
{
    /// <summary>Decimals of a degree that are written.</summary>
    public const int Decimals = 7;

    /// <summary>Beyond this a value has no room in the scaled integer (and is no coordinate either).</summary>
    private const double Largest = 9e11;

    private static readonly long[] Scales = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    /// <summary>Appends a number of degrees.</summary>
    /// <exception cref="InvalidDataException">The value is not finite or larger than any coordinate.</exception>
    public static void AppendCoordinate(this Utf8Buffer output, double degrees) => AppendCoordinate(output, degrees, Decimals);

    /// <summary>Appends a number.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">Degrees or metres.</param>
    /// <param name="decimals">How many decimals at most, 0 to 7.</param>
    /// <exception cref="InvalidDataException">The value is not finite or larger than any coordinate.</exception>
    public static void AppendCoordinate(this Utf8Buffer output, double value, int decimals)
    {
        if (!(Math.Abs(value) < Largest))
        {
            throw new InvalidDataException($"A coordinate of {value} cannot be written.");
        }

        var scale = Scales[decimals];
        var scaled = (long)Math.Round(value * scale);
        var room = output.Reserve(24);
        var at = 0;
        if (scaled < 0)
        {
            room[at++] = (byte)'-';
            scaled = -scaled;
        }

        var (whole, fraction) = Math.DivRem(scaled, scale);
        Utf8Formatter.TryFormat(whole, room[at..], out var written);
        at += written;
        if (fraction != 0)
        {
            room[at++] = (byte)'.';
            at += WriteFraction(room[at..], (int)fraction, decimals);
        }

        output.Advance(at);
    }

    /// <returns>How many digits were left after the trailing zeros were cut.</returns>
    private static int WriteFraction(Span<byte> room, int fraction, int decimals)
    {
        for (var digit = decimals - 1; digit >= 0; digit--)
        {
            (fraction, var remainder) = Math.DivRem(fraction, 10);
            room[digit] = (byte)('0' + remainder);
        }

        var length = decimals;
        while (room[length - 1] == (byte)'0')
        {
            length--;
        }

        return length;
    }
}
