namespace Wujin.Renewal.TravelTime.Network;

/// <summary>What moves: decides which edges and turns exist. One <see cref="Search.TurnGraph"/> each.</summary>
public enum TravelMode : byte
{
    /// <summary>Motor car.</summary>
    Car,

    /// <summary>Electric bicycle (电动自行车, at most 25 km/h by GB 17761).</summary>
    Ebike,

    /// <summary>On foot.</summary>
    Walk,
}

/// <summary>What moves and when: decides how long edges and turns take. One metric each, on the turn graph of its <see cref="TravelMode"/>.</summary>
public enum Profile : byte
{
    /// <summary><c>car</c>: free flow.</summary>
    Car,

    /// <summary><c>car-peak-am</c>: morning peak.</summary>
    CarPeakAm,

    /// <summary><c>car-peak-pm</c>: evening peak.</summary>
    CarPeakPm,

    /// <summary><c>ebike</c>.</summary>
    Ebike,

    /// <summary><c>walk</c>.</summary>
    Walk,
}
