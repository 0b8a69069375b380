namespace Wujin.Renewal.TravelTime.Network;

/// <summary>A set of <see cref="TravelMode"/>s: bit n is the mode with number n.</summary>
[Flags]
public enum ModeSet : byte
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Cars.</summary>
    Car = 1,

    /// <summary>Electric bicycles.</summary>
    Ebike = 2,

    /// <summary>People on foot.</summary>
    Walk = 4,

    /// <summary>Cars and electric bicycles.</summary>
    Vehicles = Car | Ebike,

    /// <summary>All.</summary>
    All = Car | Ebike | Walk,
}

/// <summary>Sets of modes from modes.</summary>
public static class ModeSets
{
    /// <summary>The set with this mode alone.</summary>
    public static ModeSet Only(this TravelMode mode) => (ModeSet)(1 << (int)mode);

    /// <summary>Whether a mode is in the set.</summary>
    public static bool Has(this ModeSet set, TravelMode mode) => (set & mode.Only()) != 0;
}
