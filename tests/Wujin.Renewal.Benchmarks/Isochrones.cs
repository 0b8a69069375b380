using System.Globalization;
using BenchmarkDotNet.Attributes;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Benchmarks;

/// <summary>
/// What does a 30-minute isochrone cost without a service around it: snap, search, surface, polygons, GeoJSON bytes, on one thread? On the graph file
/// <c>WUJIN_BENCHMARK_GRAPH</c> from the places in <c>WUJIN_BENCHMARK_PLACES</c> (a line each, longitude and latitude), one after the other. Used by
/// <c>tests/peers/connectivity.sh</c>, which asks a service the same.
/// </summary>
public class Isochrones
{
    private static readonly uint[] Limits = [30 * 60_000];

    private ReadyNetwork _network = null!;
    private Position[] _places = [];
    private int _next;

    /// <summary>Opens the file.</summary>
    [GlobalSetup]
    public void Open()
    {
        _network = ReadyNetwork.TakeOver(Setting("WUJIN_BENCHMARK_GRAPH"), CancellationToken.None);
        _places = [.. File.ReadLines(Setting("WUJIN_BENCHMARK_PLACES")).Select(line => line.Split(' '))
            .Select(p => Position.FromDegrees(double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture)))];
    }

    /// <summary>One isochrone.</summary>
    [Benchmark]
    public int ThirtyMinutes()
    {
        var place = _places[_next++ % _places.Length];
        var road = ((SnapResult.Snapped)_network.Snap(place, Profile.Car)).Road;
        return _network.WithIsochrones(TravelMode.Car, query =>
        {
            var surface = query.Surface(_network.Reach(road.Edges, Profile.Car, isTowards: false, query.SearchLimit(Limits)), [place]);
            var description = new IsochroneDescription(Profile.Car, false, query.Index.Lattice.CellMetres, road.Metres, query.Index.Walk);
            return query.WriteGeoJson(surface, Limits, description).Length;
        });
    }

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name}.");
}
