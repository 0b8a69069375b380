namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// A time and the metres walked off the road in it, in one 32-bit value: 23 bits of 16 ms, then 8 bits of 2 m. The less of two is the sooner, and of two equally soon
/// the one that walked less; adding adds both. So one SIMD minimum carries along what the cap of the walk needs to know.
/// </summary>
/// <remarks>16 ms are 2 cm on foot. Whole 37 hours fit; anything later is unreached, whatever was asked.</remarks>
internal static class PackedTime
{
    /// <summary>Not reached. Above every time; any walk may be added to it without overflow.</summary>
    public const int Unreached = 0x7F00_0000;

    /// <summary>Bits of the walk.</summary>
    public const int WalkBits = 8;

    /// <summary>Of the walk.</summary>
    public const int WalkMask = (1 << WalkBits) - 1;

    /// <summary>Milliseconds of a unit of time, as a shift.</summary>
    public const int TimeShift = 4;

    /// <summary>Metres of a unit of walk.</summary>
    public const int MetresPerUnit = 2;

    /// <summary>The latest time that can be told, in milliseconds.</summary>
    public const uint LatestMilliseconds = (uint)(((Unreached >> WalkBits) - 1) << TimeShift);

    /// <summary>Packs a walk.</summary>
    /// <param name="milliseconds">How long.</param>
    /// <param name="metres">How far.</param>
    public static int Walk(double milliseconds, double metres) =>
        ((int)Math.Round(milliseconds / (1 << TimeShift)) << WalkBits) | (int)Math.Round(metres / MetresPerUnit);

    /// <summary>Packs a time on the road; <see cref="Unreached"/> where it is too late to tell. Rounded up: never earlier than true.</summary>
    public static int Road(uint milliseconds) =>
        milliseconds > LatestMilliseconds ? Unreached : (int)((milliseconds + ((1u << TimeShift) - 1)) >> TimeShift) << WalkBits;

    /// <summary>The time in milliseconds.</summary>
    public static uint Milliseconds(int packed) => (uint)(packed >> WalkBits) << TimeShift;

    /// <summary>The metres walked.</summary>
    public static int WalkMetres(int packed) => (packed & WalkMask) * MetresPerUnit;

    /// <summary>The greatest packed time within a limit.</summary>
    public static int Within(uint milliseconds) =>
        milliseconds >= LatestMilliseconds ? Unreached - 1 : ((int)(milliseconds >> TimeShift) << WalkBits) | WalkMask;
}
