using System.Diagnostics;
using System.Globalization;
using Wujin.Renewal.Benchmarks.Search;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Network;

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

    private static (int Bytes, double CellMetres) Answer(ReadyNetwork network, string lon, string lat, uint[] limits) => IsochroneRequest.Answer(
        network, Position.FromDegrees(double.Parse(lon, CultureInfo.InvariantCulture), double.Parse(lat, CultureInfo.InvariantCulture)), limits);
}
