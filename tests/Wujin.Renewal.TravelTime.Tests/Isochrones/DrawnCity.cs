using System.Text.Json;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Plain;
using Wujin.Renewal.TravelTime.Snapping;
using Position = Wujin.Renewal.TravelTime.Network.Position;

namespace Wujin.Renewal.TravelTime.Tests.Isochrones;

/// <summary>A network with isochrones drawn on it by the ordinary search, and read back from their GeoJSON.</summary>
internal sealed class DrawnCity
{
    private readonly RoadNetwork _network;
    private readonly RoadSnapper _snapper;
    private readonly Dictionary<(Profile, bool), PlainQuery> _searches = [];

    public DrawnCity(RoadNetwork network, double cellMetres = 50)
    {
        _network = network;
        _snapper = new RoadSnapper(network, SpeedModel.China);
        Query = new IsochroneQuery(SurfaceIndex.Build(network, OffRoadWalk.Of(SpeedModel.China), cellMetres));
    }

    public DrawnCity(GridCity city, double cellMetres = 50)
        : this(city.Build(), cellMetres)
    {
    }

    public IsochroneQuery Query { get; }

    /// <summary>The search around a place, as far as the limits need.</summary>
    public ReachField Search(Position place, ReadOnlySpan<uint> limits, bool isTowards = false, Profile profile = Profile.Car)
    {
        if (!_searches.TryGetValue((profile, isTowards), out var search))
        {
            search = new PlainQuery(PlainGraph.Make(_network.TurnGraphs[(int)profile.Mode()], _network.Times[(int)profile], isTowards));
            _searches[(profile, isTowards)] = search;
        }

        var snapped = (SnapResult.Snapped)_snapper.Nearest(place, profile.Mode(), 500);
        return search.Run(_network, snapped.Road.Edges, Query.SearchLimit(limits));
    }

    /// <summary>Whether a place is near enough to a road to begin there.</summary>
    public bool CanBegin(Position place) => _snapper.Nearest(place, TravelMode.Car, 500) is SnapResult.Snapped;

    public TimeSurface Surface(Position place, ReadOnlySpan<uint> limits, bool isTowards = false) => Query.Surface(Search(place, limits, isTowards), [place]);

    /// <summary>GeoJSON of isochrones.</summary>
    public byte[] GeoJson(Position place, uint[] seconds, bool isTowards = false)
    {
        uint[] limits = [.. seconds.Select(s => s * 1000)];
        return Query.WriteGeoJson(Surface(place, limits, isTowards), limits, new IsochroneDescription(Profile.Car, isTowards, 50, 0, Query.Index.Walk)).ToArray();
    }

    /// <summary>The polygons of isochrones.</summary>
    public MultiPolygon[] Draw(Position place, uint[] seconds, bool isTowards = false) => Read(GeoJson(place, seconds, isTowards));

    /// <summary>The polygons of one isochrone.</summary>
    public MultiPolygon Draw(Position place, uint seconds, bool isTowards = false) => Draw(place, [seconds], isTowards)[0];

    public static Point PointAt(Position p) => new(p.LonE7 / 1e7, p.LatE7 / 1e7);

    public static MultiPolygon[] Read(byte[] geoJson)
    {
        using var document = JsonDocument.Parse(geoJson);
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(f => Polygons(f.GetProperty("geometry").GetProperty("coordinates")))];
    }

    private static MultiPolygon Polygons(JsonElement coordinates) => new(
        [.. coordinates.EnumerateArray().Select(polygon =>
        {
            LinearRing[] rings = [.. polygon.EnumerateArray().Select(Ring)];
            return new Polygon(rings[0], rings[1..]);
        })]);

    private static LinearRing Ring(JsonElement ring) => new([.. ring.EnumerateArray().Select(p => new Coordinate(p[0].GetDouble(), p[1].GetDouble()))]);
}
