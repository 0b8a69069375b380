namespace Wujin.Renewal.TravelTime.Network;

/// <summary>What the turns of one mode cost in free flow, seconds. Pure: the same turn costs the same wherever it is asked, so scenarios can ask for new turns.</summary>
public sealed record TurnCosts
{
    /// <summary>Below this deviation a turn goes straight on, degrees.</summary>
    public const double StraightWithinDegrees = 35;

    /// <summary>Turns that cost nothing.</summary>
    public static TurnCosts Free { get; } = new();

    /// <summary>Straight on at a junction of three roads or more.</summary>
    public double StraightSeconds { get; init; }

    /// <summary>To the side of driving: right in China.</summary>
    public double NearSideSeconds { get; init; }

    /// <summary>Across the oncoming traffic: left in China.</summary>
    public double FarSideSeconds { get; init; }

    /// <summary>Turning round at the end of a road.</summary>
    public double UTurnSeconds { get; init; }

    /// <summary>More where a more important road has right of way, and no signal stands.</summary>
    public double GiveWaySeconds { get; init; }

    /// <summary>Mean wait at a signal.</summary>
    public double SignalSeconds { get; init; }

    /// <summary>Mean wait where people on foot cross: of a car for them, of them for cars.</summary>
    public double CrossingSeconds { get; init; }

    /// <summary>Opening a gate.</summary>
    public double GateSeconds { get; init; }

    /// <summary>A gate for residents: dear, so that nobody drives through without need.</summary>
    public double PrivateGateSeconds { get; init; }

    /// <summary>Whether one drives on the right.</summary>
    public bool DrivesOnTheRight { get; init; } = true;

    /// <summary>What a turn costs, milliseconds.</summary>
    public uint Milliseconds(in Turn turn)
    {
        var seconds = 0.0;
        if (turn.IsUTurn)
        {
            seconds += UTurnSeconds;
        }
        else if (turn.ArmCount > 2)
        {
            var deviation = DrivesOnTheRight ? turn.DegreesToTheRight : -turn.DegreesToTheRight;
            seconds += Math.Abs(deviation) < StraightWithinDegrees ? StraightSeconds : deviation > 0 ? NearSideSeconds : FarSideSeconds;
            seconds += turn.GivesWay && !turn.HasSignal ? GiveWaySeconds : 0;
        }

        seconds += turn.HasSignal ? SignalSeconds : 0;
        seconds += turn.IsOverCrossing ? CrossingSeconds : 0;
        seconds += (turn.Traits & JunctionTraits.Gate) != 0 ? GateSeconds : 0;
        seconds += (turn.Traits & JunctionTraits.PrivateGate) != 0 ? PrivateGateSeconds : 0;
        return (uint)Math.Round(seconds * 1000);
    }
}

/// <summary>A turn, as far as its cost goes.</summary>
/// <param name="DegreesToTheRight">Deviation from straight on, -180 to 180, positive to the right.</param>
/// <param name="ArmCount">Segments that meet at the junction and are open to the mode, this one included.</param>
/// <param name="IsUTurn">Back on the same segment.</param>
/// <param name="GivesWay">A road that meets here is more important than the one that is left.</param>
/// <param name="HasSignal">There is a signal to wait at.</param>
/// <param name="IsOverCrossing">Cars and people on foot cross each other here.</param>
/// <param name="Traits">Of the junction.</param>
public readonly record struct Turn(
    double DegreesToTheRight, int ArmCount, bool IsUTurn, bool GivesWay, bool HasSignal, bool IsOverCrossing, JunctionTraits Traits);

/// <summary>What turns cost, by mode and hour.</summary>
/// <param name="Car">Of a car in free flow.</param>
/// <param name="Ebike">Of an electric bicycle.</param>
/// <param name="Walk">Of a person on foot.</param>
/// <param name="PeakAmPermille">Factor for cars in the morning peak × 1,000.</param>
/// <param name="PeakPmPermille">Factor for cars in the evening peak × 1,000.</param>
public sealed record TurnCostTable(TurnCosts Car, TurnCosts Ebike, TurnCosts Walk, int PeakAmPermille = 1000, int PeakPmPermille = 1000)
{
    /// <summary>Turns that cost nothing.</summary>
    public static TurnCostTable Free { get; } = new(TurnCosts.Free, TurnCosts.Free, TurnCosts.Free);

    /// <summary>Of a mode.</summary>
    public TurnCosts Of(TravelMode mode) => mode switch
    {
        TravelMode.Ebike => Ebike,
        TravelMode.Walk => Walk,
        _ => Car,
    };

    /// <summary>The factor of a profile × 1,000.</summary>
    public int Permille(Profile profile) => profile switch
    {
        Profile.CarPeakAm => PeakAmPermille,
        Profile.CarPeakPm => PeakPmPermille,
        _ => 1000,
    };
}
