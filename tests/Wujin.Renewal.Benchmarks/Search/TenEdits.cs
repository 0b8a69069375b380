using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;

namespace Wujin.Renewal.Benchmarks.Search;

/// <summary>Three new roads of about 500 m, three closed ways, four changes of speed, all on roads that cars use.</summary>
internal static class TenEdits
{
    /// <summary>Draws them.</summary>
    public static Scenario Draw(RoadNetwork network, Random random)
    {
        var edits = new List<ScenarioEdit>();
        for (var i = 0; i < 3; i++)
        {
            var from = network.Junctions[Any(network, random).From];
            edits.Add(new AddRoad($"/features/{i}", [from, new Position(from.LonE7 + 40_000, from.LatE7 + 30_000)], RoadClass.Secondary, 60, false, "", null, true));
            edits.Add(new CloseRoads($"/features/{i + 3}", null, Any(network, random).WayId));
        }

        for (var i = 6; i < 10; i++)
        {
            edits.Add(new ChangeSpeeds($"/features/{i}", null, Any(network, random).WayId, null, null, 1.5));
        }

        return new Scenario("ten edits", edits);
    }

    private static Segment Any(RoadNetwork network, Random random)
    {
        while (true)
        {
            var segment = random.Next(network.Segments.Length);
            if (network.TurnGraphs[(int)TravelMode.Car].FirstState[2 * segment] >= 0 && ((ModeSet)network.LargeComponent[segment]).Has(TravelMode.Car))
            {
                return network.Segments[segment];
            }
        }
    }
}
