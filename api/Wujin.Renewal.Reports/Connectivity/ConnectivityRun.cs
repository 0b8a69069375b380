namespace Wujin.Renewal.Reports.Connectivity;

/// <summary>A run of the assessment of the connectivity targets.</summary>
/// <param name="Code">Its code.</param>
/// <param name="RecordedAt">When it was made.</param>
/// <param name="Profile">By what one travels.</param>
/// <param name="Scenario">The scenario, or null for the present.</param>
/// <param name="IsDemo">It rests on made-up roads.</param>
/// <param name="SpeedModel">Which speeds were assumed, or null.</param>
/// <param name="Tiers">The tiers.</param>
public sealed record ConnectivityRun(string Code, DateTimeOffset RecordedAt, string Profile, string? Scenario, bool IsDemo, string? SpeedModel, IReadOnlyList<RunTier> Tiers)
{
    /// <summary>Destinations judged.</summary>
    public int Judged => Tiers.Sum(t => t.Destinations.Count);

    /// <summary>Destinations in time.</summary>
    public int Passed => Tiers.Sum(t => t.Destinations.Count(d => d.Passes));
}

/// <summary>A tier of a run.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameZh">Its name.</param>
/// <param name="LimitMinutes">Its limit.</param>
/// <param name="OriginCode">Code of the place it starts from.</param>
/// <param name="Destinations">Its destinations.</param>
public sealed record RunTier(string Code, string NameZh, double LimitMinutes, string OriginCode, IReadOnlyList<RunDestination> Destinations);

/// <summary>A destination of a tier.</summary>
/// <param name="Place">Code of the place.</param>
/// <param name="NameZh">Its name.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Minutes">Minutes by road; null where there is no way.</param>
/// <param name="Passes">In time.</param>
/// <param name="IsFirm">The verdict holds at speeds somewhat higher and lower, too.</param>
public sealed record RunDestination(string Place, string NameZh, double Longitude, double Latitude, double? Minutes, bool Passes, bool IsFirm)
{
    /// <summary>Why it is out of time; null where it is not, or there is no way.</summary>
    public RunDiagnosis? Diagnosis { get; init; }

    /// <summary>Why there is no time, or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>Why a destination is out of time.</summary>
/// <param name="LengthM">Length of the way, metres.</param>
/// <param name="DetourRatio">Length of the way by the straight line.</param>
/// <param name="MeanKmh">Mean speed.</param>
/// <param name="PassingKmh">Mean speed at which it would be in time on the same way.</param>
/// <param name="Slowest">The stretches that lose most time.</param>
/// <param name="RouteWkb">The way as well-known binary, or null.</param>
public sealed record RunDiagnosis(double LengthM, double DetourRatio, double MeanKmh, double PassingKmh, IReadOnlyList<SlowStretch> Slowest, byte[]? RouteWkb);

/// <summary>A stretch that loses time.</summary>
/// <param name="Name">Its name, or null.</param>
/// <param name="Class">Class of road.</param>
/// <param name="LengthM">Its length, metres.</param>
/// <param name="Minutes">Minutes on it.</param>
/// <param name="LostMinutes">Minutes lost on it.</param>
public sealed record SlowStretch(string? Name, string Class, double LengthM, double Minutes, double LostMinutes);
