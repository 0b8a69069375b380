using System.Buffers.Text;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>Writes coordinates in degrees with 7 decimals, about 1 cm on the ground, without trailing zeros.</summary>
/// <remarks>
/// Fixed point in integer arithmetic: shortest round-trip formatting of a double costs several times as much and writes digits of
/// nanometres that no survey has. RFC 7946, section 11.2 advises against them.
/// </remarks>
public static class CoordinateText
{
    /// <summary>Decimals that are written.</summary>
    public const int Decimals = 7;

    private const double Scale = 1e7;
    private const long ScaleInteger = 10_000_000;

    /// <summary>Beyond this a value has no room in the scaled integer (and is no degree either).</summary>
    private const double Largest = 9e11;

    /// <summary>Appends a number.</summary>
    /// <exception cref="InvalidDataException">The value is not finite or larger than any coordinate.</exception>
    public static void AppendCoordinate(this Utf8Buffer output, double degrees)
    {
        if (!(Math.Abs(degrees) < Largest))
        {
            throw new InvalidDataException($"A coordinate of {degrees} cannot be written.");
        }

        var scaled = (long)Math.Round(degrees * Scale);
        var room = output.Reserve(24);
        var at = 0;
        if (scaled < 0)
        {
            room[at++] = (byte)'-';
            scaled = -scaled;
        }

        var (whole, fraction) = Math.DivRem(scaled, ScaleInteger);
        Utf8Formatter.TryFormat(whole, room[at..], out var written);
        at += written;
        if (fraction != 0)
        {
            room[at++] = (byte)'.';
            at += WriteFraction(room[at..], (int)fraction);
        }

        output.Advance(at);
    }

    /// <returns>How many digits were left after the trailing zeros were cut.</returns>
    private static int WriteFraction(Span<byte> room, int fraction)
    {
        for (var digit = Decimals - 1; digit >= 0; digit--)
        {
            (fraction, var remainder) = Math.DivRem(fraction, 10);
            room[digit] = (byte)('0' + remainder);
        }

        var length = Decimals;
        while (room[length - 1] == (byte)'0')
        {
            length--;
        }

        return length;
    }
}
