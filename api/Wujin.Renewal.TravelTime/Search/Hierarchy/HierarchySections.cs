using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>Hierarchies as sections of a graph file, named <c>hierarchy.car.rank</c> and so on.</summary>
public static class HierarchySections
{
    private static readonly string[] Modes = ["car", "ebike", "walk"];

    /// <summary>Builds the hierarchies of all modes and writes them: a <see cref="GraphIndexWriter"/>.</summary>
    public static void Write(RoadNetwork network, GraphFileWriter writer, CancellationToken cancellation)
    {
        var built = new ContractionHierarchy[Modes.Length];
        Parallel.For(0, built.Length, new ParallelOptions { CancellationToken = cancellation }, mode =>
            built[mode] = ContractionHierarchy.Build(network, (TravelMode)mode));
        for (var mode = 0; mode < built.Length; mode++)
        {
            cancellation.ThrowIfCancellationRequested();
            var columns = built[mode].Columns;
            writer.Add(Name(mode, "rank"), columns.Rank.Span);
            writer.Add(Name(mode, "parent"), columns.Parent.Span);
            writer.Add(Name(mode, "first-up"), columns.FirstUp.Span);
            writer.Add(Name(mode, "up"), columns.UpHeads.Span);
            writer.Add(Name(mode, "first-down"), columns.FirstDown.Span);
            writer.Add(Name(mode, "down"), columns.DownTails.Span);
            writer.Add(Name(mode, "arcs"), columns.ArcOfTransition.Span);
        }
    }

    /// <summary>An engine over a graph file; reads its sections where they lie. A file without hierarchies gets them built when they are needed.</summary>
    public static TravelTimeEngine Open(GraphFile file)
    {
        var network = file.Network;
        return new TravelTimeEngine(network, mode => file.Has(Name((int)mode, "rank")) ? Read(file, mode) : ContractionHierarchy.Build(network, mode));
    }

    private static ContractionHierarchy Read(GraphFile file, TravelMode mode)
    {
        Column<int> Section(string name) => file.Column<int>(Name((int)mode, name));
        return new ContractionHierarchy(file.Network.TurnGraphs[(int)mode], new HierarchyColumns(
            Section("rank"), Section("parent"), Section("first-up"), Section("up"), Section("first-down"), Section("down"), Section("arcs")));
    }

    private static string Name(int mode, string column) => $"hierarchy.{Modes[mode]}.{column}";
}
