using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration;

/// <summary>What the made-up road network is drawn on.</summary>
/// <param name="Places">Every one gets a road.</param>
/// <param name="Corridors">Main roads.</param>
/// <param name="Waters">What roads keep off or cross by bridges.</param>
public sealed record DemonstrationGround(
    IReadOnlyList<DemonstrationPlace> Places, IReadOnlyList<DemonstrationCorridor> Corridors, IReadOnlyList<DemonstrationWater> Waters);

/// <summary>A place to link.</summary>
/// <param name="Code">Its code; part of the seed of its streets.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Role">
/// Role in the connectivity targets, which decides how large its streets are drawn: <c>main-urban-area</c>, <c>district</c>, <c>town</c>,
/// <c>city-area</c>, <c>adjacent</c>, <c>metro-core</c>, <c>delta-core</c>, <c>platform</c>; others as a town.
/// </param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
public sealed record DemonstrationPlace(string Code, string NameZh, string NameEn, string Role, double Longitude, double Latitude);

/// <summary>A main road.</summary>
/// <param name="Reference">Road number: <c>G42</c>.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="Class">Motorways become two carriageways with interchanges; others one road.</param>
/// <param name="SpeedKmh">Speed limit, km/h.</param>
/// <param name="Waypoints">Longitude and latitude in degrees, WGS 84; at least 2.</param>
public sealed record DemonstrationCorridor(
    string Reference, string NameZh, RoadClass Class, double SpeedKmh, IReadOnlyList<(double Longitude, double Latitude)> Waypoints);

/// <summary>A lake, river or canal.</summary>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="WidthM">Width of a river or canal in metres; 0 for a lake, whose waypoints run round it.</param>
/// <param name="Waypoints">Longitude and latitude in degrees, WGS 84.</param>
public sealed record DemonstrationWater(string NameZh, string NameEn, double WidthM, IReadOnlyList<(double Longitude, double Latitude)> Waypoints);
