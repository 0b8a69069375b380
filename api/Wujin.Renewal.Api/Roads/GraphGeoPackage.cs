using Wujin.Renewal.Api.GeoPackages;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Roads;

/// <summary>Arcs and turns as a GeoPackage: the table <c>arcs</c> of lines, and the table <c>turns</c> without geometry.</summary>
internal static class GraphGeoPackage
{
    /// <summary>Writes it.</summary>
    public static void Write(RoadNetwork network, string path, CancellationToken cancellation) => GeoPackageFile.Write(path, file =>
    {
        WriteArcs(file, network, cancellation);
        WriteTurns(file, network, cancellation);
    });

    private static void WriteArcs(GeoPackageFile file, RoadNetwork network, CancellationToken cancellation)
    {
        using var arcs = file.Features(
            "arcs", "arc", "LINESTRING", "way_id INTEGER NOT NULL", "from_junction INTEGER NOT NULL", "to_junction INTEGER NOT NULL", "class TEXT NOT NULL", "name TEXT",
            "length_mm INTEGER NOT NULL", "car_ms INTEGER", "car_peak_am_ms INTEGER", "car_peak_pm_ms INTEGER", "ebike_ms INTEGER", "walk_ms INTEGER");
        foreach (var arc in GraphExport.Arcs(network))
        {
            cancellation.ThrowIfCancellationRequested();
            var s = network.Segments[arc >> 1];
            arcs.Add(
                arc, GeoPackageTable.Line(GraphExport.Line(network, arc)), s.WayId, network.Tail(arc), network.Head(arc), s.Class.OsmName(), s.Name == 0 ? null : network.Names[s.Name], s.LengthMm,
                GraphExport.Milliseconds(network, Profile.Car, arc), GraphExport.Milliseconds(network, Profile.CarPeakAm, arc), GraphExport.Milliseconds(network, Profile.CarPeakPm, arc),
                GraphExport.Milliseconds(network, Profile.Ebike, arc), GraphExport.Milliseconds(network, Profile.Walk, arc));
        }
    }

    private static void WriteTurns(GeoPackageFile file, RoadNetwork network, CancellationToken cancellation)
    {
        using var turns = file.Attributes(
            "turns", "mode TEXT NOT NULL", "from_state INTEGER NOT NULL", "from_arc INTEGER NOT NULL", "to_state INTEGER NOT NULL", "to_arc INTEGER NOT NULL",
            "turn_ms INTEGER NOT NULL");
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            var name = mode.ToString().ToLowerInvariant();
            var graph = network.TurnGraphs[(int)mode];
            for (var state = 0; state < graph.StateCount; state++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var t = graph.FirstTransition[state]; t < graph.FirstTransition[state + 1]; t++)
                {
                    turns.Add(null, name, state, graph.Edges[state], graph.Targets[t], graph.Edges[graph.Targets[t]], graph.TurnMilliseconds[t]);
                }
            }
        }
    }
}
