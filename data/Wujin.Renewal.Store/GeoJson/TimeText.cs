namespace Wujin.Renewal.Store.GeoJson;

/// <summary>Writes dates (ISO 8601) and instants (RFC 3339, UTC) from the database's counts since 2000-01-01.</summary>
internal static class TimeText
{
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly long EpochTicks = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Appends a quoted date; null where it lies outside the years 1 to 9999 or is infinite.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="days">Days since 2000-01-01.</param>
    internal static void AppendDate(this Utf8Buffer output, int days)
    {
        var number = (long)Epoch + days;
        if (number < 0 || number > DateOnly.MaxValue.DayNumber)
        {
            output.Append("null"u8);
            return;
        }

        output.Append((byte)'"');
        AppendDay(output, DateOnly.FromDayNumber((int)number));
        output.Append((byte)'"');
    }

    /// <summary>Appends a quoted instant with as many decimals of a second as it has; null where it lies outside the years 1 to 9999 or is infinite.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="microseconds">Microseconds since 2000-01-01T00:00:00Z.</param>
    internal static void AppendInstant(this Utf8Buffer output, long microseconds)
    {
        var ticks = (Int128)microseconds * TimeSpan.TicksPerMicrosecond + EpochTicks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            output.Append("null"u8);
            return;
        }

        var instant = new DateTime((long)ticks, DateTimeKind.Utc);
        output.Append((byte)'"');
        AppendDay(output, DateOnly.FromDateTime(instant));
        var room = output.Reserve(16);
        room[0] = (byte)'T';
        Digits(room[1..], instant.Hour, 2);
        room[3] = (byte)':';
        Digits(room[4..], instant.Minute, 2);
        room[6] = (byte)':';
        Digits(room[7..], instant.Second, 2);
        var length = 9;
        var fraction = (int)(instant.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (fraction != 0)
        {
            room[9] = (byte)'.';
            Digits(room[10..], fraction, 6);
            length = 10 + room.Slice(10, 6).TrimEnd((byte)'0').Length;
        }

        output.Advance(length);
        output.Append("Z\""u8);
    }

    private static void AppendDay(Utf8Buffer output, DateOnly day)
    {
        var room = output.Reserve(10);
        Digits(room, day.Year, 4);
        room[4] = (byte)'-';
        Digits(room[5..], day.Month, 2);
        room[7] = (byte)'-';
        Digits(room[8..], day.Day, 2);
        output.Advance(10);
    }

    private static void Digits(Span<byte> room, int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            room[i] = (byte)('0' + digit);
        }
    }
}
