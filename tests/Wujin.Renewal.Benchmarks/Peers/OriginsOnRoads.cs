using System.Globalization;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Benchmarks.Peers;

/// <summary>Draws places on roads of the large component from a fixed seed, for every engine that is measured.</summary>
internal static class OriginsOnRoads
{
    /// <summary>Writes them as CSV: name, lon, lat.</summary>
    public static void Write(string graph, int count, TextWriter output)
    {
        using var file = GraphFile.Open(graph);
        var junctions = file.Network.Junctions;
        var random = new Random(30);
        output.WriteLine("name,lon,lat");
        for (var written = 0; written < count;)
        {
            var place = junctions[random.Next(junctions.Length)];
            if (file.Snapper.Nearest(place, TravelMode.Car, 1) is SnapResult.Snapped)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"o{written++},{place.Longitude:0.0000000},{place.Latitude:0.0000000}"));
            }
        }
    }
}
