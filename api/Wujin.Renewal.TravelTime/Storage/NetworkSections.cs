using System.Text;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>A <see cref="RoadNetwork"/> as sections of a graph file.</summary>
internal static class NetworkSections
{
    public const string Metadata = "metadata";
    public const string Speeds = "speeds";
    public const string SegmentTree = "segments.tree";
    public const string ObstacleTree = "obstacles.tree";

    private static readonly string[] Modes = ["car", "ebike", "walk"];

    public static void Write(GraphFileWriter writer, RoadNetwork network, GraphMetadata metadata, SpeedModel speeds)
    {
        writer.Add<byte>(Metadata, metadata.ToJson());
        writer.Add<byte>(Speeds, Encoding.UTF8.GetBytes(speeds.Json));
        writer.Add("junctions", network.Junctions.Span);
        writer.Add("junctions.traits", network.JunctionTraits.Span);
        writer.Add("segments", network.Segments.Span);
        writer.Add("segments.large", network.LargeComponent.Span);
        writer.Add("points", network.Points.Span);
        writer.Add("edges.traits", network.EdgeTraits.Span);
        WriteNames(writer, network.Names);
        writer.Add("obstacles.points", network.Obstacles.Points.Span);
        writer.Add("obstacles.first", network.Obstacles.FirstPoint.Span);
        for (var m = 0; m < Modes.Length; m++)
        {
            var graph = network.TurnGraphs[m];
            writer.Add($"turns.{Modes[m]}.edges", graph.Edges.Span);
            writer.Add($"turns.{Modes[m]}.first", graph.FirstTransition.Span);
            writer.Add($"turns.{Modes[m]}.targets", graph.Targets.Span);
            writer.Add($"turns.{Modes[m]}.milliseconds", graph.TurnMilliseconds.Span);
            writer.Add($"turns.{Modes[m]}.states", graph.FirstState.Span);
        }

        foreach (var profile in Profiles.All)
        {
            writer.Add($"times.{profile.Name()}", network.Times[(int)profile].Milliseconds.Span);
        }

        writer.Add<int>("times.permille", [.. network.Times.Select(t => t.TurnPermille)]);
        writer.Add(SegmentTree, BoxTree.OverSegments(network).Boxes.Span);
        writer.Add(ObstacleTree, BoxTree.OverObstacles(network.Obstacles).Boxes.Span);
    }

    public static RoadNetwork Read(GraphFile file)
    {
        var permille = file.Column<int>("times.permille");
        var network = new RoadNetwork
        {
            Junctions = file.Column<Position>("junctions"),
            JunctionTraits = file.Column<JunctionTraits>("junctions.traits"),
            Segments = file.Column<Segment>("segments"),
            LargeComponent = file.Column<byte>("segments.large"),
            Points = file.Column<Position>("points"),
            EdgeTraits = file.Column<EdgeTraits>("edges.traits"),
            Names = new NameTable(file.Column<byte>("names"), file.Column<int>("names.first")),
            Obstacles = new(file.Column<Position>("obstacles.points"), file.Column<int>("obstacles.first")),
            TurnGraphs = [.. Modes.Select(m => new TurnGraph(
                file.Column<int>($"turns.{m}.edges"), file.Column<int>($"turns.{m}.first"), file.Column<int>($"turns.{m}.targets"),
                file.Column<uint>($"turns.{m}.milliseconds"), file.Column<int>($"turns.{m}.states")))],
            Times = [.. Profiles.All.Select(p => new EdgeTimes(file.Column<uint>($"times.{p.Name()}"), permille[(int)p]))],
        };
        return network.EdgeTraits.Length == network.EdgeCount && network.LargeComponent.Length == network.Segments.Length
            && network.TurnGraphs.All(g => g.FirstState.Length == network.EdgeCount && g.FirstTransition.Length == g.StateCount + 1)
            && network.Times.All(t => t.Milliseconds.Length == network.EdgeCount)
            ? network
            : throw new GraphFileException("The sections of the graph file do not belong together. Build it again with ./run roads build.");
    }

    private static void WriteNames(GraphFileWriter writer, IReadOnlyList<string> names)
    {
        var bytes = new MemoryStream();
        var first = new int[names.Count + 1];
        for (var n = 0; n < names.Count; n++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(names[n]));
            first[n + 1] = (int)bytes.Length;
        }

        writer.Add("names", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        writer.Add<int>("names.first", first);
    }
}
