using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.TravelTime.Scenarios;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Snapping;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Routing;

/// <summary>A graph file made ready for questions, with the road changes of a scenario where one is given.</summary>
internal static class ScenarioGraph
{
    /// <summary>Makes it ready.</summary>
    /// <param name="file">The graph file; must stay open as long as the engine is used.</param>
    /// <param name="scenarioPath">A scenario file, or null for the roads as they are.</param>
    /// <exception cref="WorkFailedException">The scenario is at fault; the message has every fault.</exception>
    public static (TravelTimeEngine Engine, RoadSnapper Snapper) Prepare(GraphFile file, string? scenarioPath)
    {
        var baseline = HierarchySections.Open(file);
        if (scenarioPath is null)
        {
            return (baseline, file.Snapper);
        }

        try
        {
            var scenario = ScenarioReader.Read(File.ReadAllBytes(scenarioPath));
            var engine = ScenarioOverlay.Apply(baseline, scenario, file.Speeds).Engine;
            return (engine, new RoadSnapper(engine.Network, file.Speeds));
        }
        catch (ScenarioException wrong)
        {
            throw new WorkFailedException($"{scenarioPath}: {string.Join(" ", wrong.Faults.Select(f => $"{(f.Pointer.Length > 0 ? f.Pointer + ": " : string.Empty)}{f.Message}"))}", wrong);
        }
    }
}
