using System.Text;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Roads;

/// <summary>Arcs and turns as CSV (RFC 4180, UTF-8).</summary>
internal static class GraphCsv
{
    /// <summary>Writes the arcs, geometry as WKT.</summary>
    public static void WriteArcs(RoadNetwork network, string path, CancellationToken cancellation)
    {
        using var csv = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16);
        csv.WriteLine("arc,way_id,from_junction,to_junction,class,name,length_mm," + string.Join(',', Profiles.All.Select(p => p.Name().Replace('-', '_') + "_ms")) + ",wkt");
        foreach (var arc in GraphExport.Arcs(network))
        {
            cancellation.ThrowIfCancellationRequested();
            ref readonly var s = ref network.Segments.Span[arc >> 1];
            var times = string.Join(',', Profiles.All.Select(p => GraphExport.Milliseconds(network, p, arc)));
            var wkt = string.Join(',', GraphExport.Line(network, arc).Select(p => FormattableString.Invariant($"{p.Longitude:0.0000000} {p.Latitude:0.0000000}")));
            csv.WriteLine(FormattableString.Invariant(
                $"{arc},{s.WayId},{network.Tail(arc)},{network.Head(arc)},{s.Class.OsmName()},{Quote(network.Names[s.Name])},{s.LengthMm},{times},\"LINESTRING({wkt})\""));
        }
    }

    /// <summary>Writes the turns.</summary>
    public static void WriteTurns(RoadNetwork network, string path, CancellationToken cancellation)
    {
        using var csv = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16);
        csv.WriteLine("mode,from_state,from_arc,to_state,to_arc,turn_ms");
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            var name = mode.ToString().ToLowerInvariant();
            var graph = network.TurnGraphs[(int)mode];
            for (var state = 0; state < graph.StateCount; state++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var t = graph.FirstTransition[state]; t < graph.FirstTransition[state + 1]; t++)
                {
                    csv.WriteLine(FormattableString.Invariant(
                        $"{name},{state},{graph.Edges[state]},{graph.Targets[t]},{graph.Edges[graph.Targets[t]]},{graph.TurnMilliseconds[t]}"));
                }
            }
        }
    }

    // A name that a spreadsheet would take for a formula is kept from being one.
    private static string Quote(string text) => CsvText.Enclose(text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text);
}
