using System.Diagnostics;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Roads;

/// <summary>What <c>./run roads build</c> is asked for.</summary>
/// <param name="Source">OpenStreetMap data.</param>
/// <param name="Output">The graph file.</param>
/// <param name="SpeedsPath">Another speed model, or null.</param>
/// <param name="ObservedPath">Observed speeds, or null.</param>
internal sealed record GraphOrder(string Source, string Output, string? SpeedsPath, string? ObservedPath);

/// <summary><c>./run roads build</c>.</summary>
internal static class GraphBuilding
{
    /// <summary>Indexes that every graph file gets.</summary>
    private static readonly GraphIndexWriter[] Indexes = [HierarchySections.Write];

    /// <summary>Builds, and says what came of it.</summary>
    public static void Run(GraphOrder order, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var options = new ImportOptions(order.SpeedsPath is null ? SpeedModel.China : SpeedModel.ReadFile(order.SpeedsPath), ReadObserved(order.ObservedPath));
        var isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
        var metadata = BuildingBar.Run(error, isTerminal, progress =>
            RoadGraphBuild.Run(order.Source, order.Output, options, Indexes, TimeProvider.System, progress, cancellation));
        foreach (var finding in metadata.Findings)
        {
            error.WriteLine($"note      {GraphInfo.Describe(finding)}");
        }

        output.WriteLine(FormattableString.Invariant(
            $"{order.Output}: {metadata.Counts["segments"]:N0} segments, {metadata.Counts["junctions"]:N0} junctions, {metadata.Counts.GetValueOrDefault("restrictions_applied"):N0} turn restrictions from {metadata.Source} in {watch.Elapsed.TotalSeconds:0.0} s."));
    }

    private static ObservedSpeeds ReadObserved(string? path)
    {
        if (path is null)
        {
            return ObservedSpeeds.None;
        }

        using var reader = new StreamReader(path);
        return ObservedSpeeds.Read(reader);
    }
}
