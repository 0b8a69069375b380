using NetTopologySuite.Geometries;
using Wujin.Renewal.TravelTime.Network;
using Position = Wujin.Renewal.TravelTime.Network.Position;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>A named list of edits to compare with the baseline (方案). What they touch is found when it is applied to a network.</summary>
/// <param name="Name">May be empty.</param>
/// <param name="Edits">In order of the file.</param>
public sealed record Scenario(string Name, IReadOnlyList<ScenarioEdit> Edits)
{
    /// <summary>Changes nothing.</summary>
    public static Scenario Empty { get; } = new(string.Empty, []);
}

/// <summary>One edit.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) of its feature, for messages.</param>
public abstract record ScenarioEdit(string Pointer);

/// <summary>A new road.</summary>
/// <param name="Pointer">Of its feature.</param>
/// <param name="Line">Its course, at least two positions.</param>
/// <param name="Class">Decides who may use it, and how fast where nothing else is said.</param>
/// <param name="SpeedKmh">Of cars in free flow; null for the speed of the class.</param>
/// <param name="IsOneWay">For vehicles, as drawn.</param>
/// <param name="Name">May be empty.</param>
/// <param name="CostWan">What it costs, 10,000 yuan; for ranking, no search uses it.</param>
/// <param name="JoinsCrossings">Whether it meets the roads it crosses, or passes over them.</param>
public sealed record AddRoad(
    string Pointer, IReadOnlyList<Position> Line, RoadClass Class, double? SpeedKmh, bool IsOneWay, string Name, double? CostWan, bool JoinsCrossings)
    : ScenarioEdit(Pointer);

/// <summary>Roads closed to everyone: each segment that the area touches, or all of a way.</summary>
/// <param name="Pointer">Of its feature.</param>
/// <param name="Area">Where; null where a way is named.</param>
/// <param name="WayId">OSM way; null where there is an area.</param>
public sealed record CloseRoads(string Pointer, Geometry? Area, long? WayId) : ScenarioEdit(Pointer);

/// <summary>Other speeds for cars: of each segment whose middle lies in the area, of a way, or of a class. Peak hours change in the same proportion.</summary>
/// <param name="Pointer">Of its feature.</param>
/// <param name="Area">Where; null where a way or class is named.</param>
/// <param name="WayId">OSM way.</param>
/// <param name="Class">Class of road.</param>
/// <param name="SpeedKmh">Speed in free flow; null where there is a factor.</param>
/// <param name="Factor">Speed times this; null where there is a speed.</param>
public sealed record ChangeSpeeds(string Pointer, Geometry? Area, long? WayId, RoadClass? Class, double? SpeedKmh, double? Factor) : ScenarioEdit(Pointer);

/// <summary>Something wrong with a scenario.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to it.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record ScenarioFault(string Pointer, string Message);

/// <summary>A scenario that cannot be used, with all its faults.</summary>
public sealed class ScenarioException(IReadOnlyList<ScenarioFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(f => $"{f.Pointer}: {f.Message}")))
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<ScenarioFault> Faults { get; } = faults;
}
