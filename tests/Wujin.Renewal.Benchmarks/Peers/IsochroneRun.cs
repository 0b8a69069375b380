using System.Diagnostics;
using System.Globalization;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Benchmarks.Peers;

/// <summary>Isochrones from a file of origins, each from the text of its coordinates to the bytes of its GeoJSON, on one thread.</summary>
internal static class IsochroneRun
{
    /// <summary>So often every origin is asked for before it counts, as in a service that has been up for a while.</summary>
    private const int WarmUps = 10;

    /// <summary>Asks for every origin in turn, several times over; prints the median, the 90th percentile, bytes and cell size.</summary>
    public static void Measure(string graph, string origins, string minutes, int rounds, TextWriter output)
    {
        var network = ReadyNetwork.TakeOver(graph, CancellationToken.None);
        uint[] limits = [.. minutes.Split(',').Select(m => (uint)(double.Parse(m, CultureInfo.InvariantCulture) * 60_000))];
        var places = File.ReadLines(origins).Skip(1).Select(line => line.Split(',')).ToList();
        var (taken, bytes, cell) = (new List<double>(), 0L, 0.0);
        for (var round = -WarmUps; round < rounds; round++)
        {
            foreach (var place in places)
            {
                var begin = Stopwatch.GetTimestamp();
                (var length, cell) = Answer(network, place[1], place[2], limits);
                if (round >= 0)
                {
                    taken.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                    bytes += length;
                }
            }
        }

        taken.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{taken[taken.Count / 2]:0.000} {taken[taken.Count * 9 / 10]:0.000} {bytes / taken.Count} {cell:0.#}"));
    }

    private static (int Bytes, double CellMetres) Answer(ReadyNetwork network, string lon, string lat, uint[] limits)
    {
        var place = Position.FromDegrees(double.Parse(lon, CultureInfo.InvariantCulture), double.Parse(lat, CultureInfo.InvariantCulture));
        if (network.Snap(place, Profile.Car) is not SnapResult.Snapped { Road: var road })
        {
            throw new InvalidDataException($"{lon},{lat} is not near a road.");
        }

        return network.WithIsochrones(TravelMode.Car, query =>
        {
            var field = network.Reach(road.Edges, Profile.Car, isTowards: false, query.SearchLimit(limits));
            var description = new IsochroneDescription(Profile.Car, false, query.Index.Lattice.CellMetres, road.Metres, query.Index.Walk);
            return (query.WriteGeoJson(query.Surface(field, [place]), limits, description).Length, query.Index.Lattice.CellMetres);
        });
    }
}
