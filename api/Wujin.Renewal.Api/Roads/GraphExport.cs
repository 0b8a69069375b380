using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Roads;

/// <summary><c>./run roads export</c>.</summary>
internal static class GraphExport
{
    /// <summary>Exports a graph file.</summary>
    public static void Run(string graph, string format, string output, TextWriter error, CancellationToken cancellation)
    {
        using var file = GraphFile.Open(graph);
        if (format == "gpkg")
        {
            GraphGeoPackage.Write(file.Network, output, cancellation);
            return;
        }

        var temporary = $"{output}.{Environment.ProcessId:x}.new";
        try
        {
            var turns = output + ".turns.csv";
            GraphCsv.WriteTurns(file.Network, temporary, cancellation);
            File.Move(temporary, turns, overwrite: true);
            GraphCsv.WriteArcs(file.Network, temporary, cancellation);
            error.WriteLine($"turns     {turns}");
            File.Move(temporary, output, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The arcs that anyone may use, by number.</summary>
    public static IEnumerable<int> Arcs(RoadNetwork network) =>
        Enumerable.Range(0, network.EdgeCount).Where(e => network.TurnGraphs.Any(g => g.FirstState[e] >= 0));

    /// <summary>What a profile takes on an arc, milliseconds, or null where it may not go.</summary>
    public static uint? Milliseconds(RoadNetwork network, Profile profile, int arc) =>
        network.Times[(int)profile].Milliseconds[arc] is var ms and < EdgeTimes.Closed ? ms : null;

    /// <summary>The points of an arc in its own direction.</summary>
    public static Position[] Line(RoadNetwork network, int arc)
    {
        var line = network.Shape(arc >> 1).ToArray();
        if ((arc & 1) == 1)
        {
            Array.Reverse(line);
        }

        return line;
    }
}
