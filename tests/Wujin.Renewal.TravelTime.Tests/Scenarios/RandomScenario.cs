using NetTopologySuite.Geometries;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;
using Position = Wujin.Renewal.TravelTime.Network.Position;

namespace Wujin.Renewal.TravelTime.Tests.Scenarios;

/// <summary>Scenarios that fit a random network: new roads between places near its junctions, closings and changes of speed.</summary>
internal static class RandomScenario
{
    public static List<AddRoad> Adds(Random random, RoadNetwork network, int count) => [.. Enumerable.Range(0, count).Select(i => new AddRoad(
        $"/features/{i}", Line(random, network), (RoadClass)random.Next((int)RoadClass.Service + 1), random.Next(2) == 0 ? random.Next(10, 90) : null,
        random.Next(3) == 0, $"new {i}", null, random.Next(2) == 0))];

    public static List<ScenarioEdit> Changes(Random random, RoadNetwork network, bool slowsOnly)
    {
        var edits = new List<ScenarioEdit>();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var segment = network.Segments[random.Next(network.Segments.Length)];
            var factor = slowsOnly ? 0.2 + (random.NextDouble() * 0.8) : 0.2 + (random.NextDouble() * 3);
            edits.Add(random.Next(4) switch
            {
                0 => new CloseRoads($"/features/{i}", null, segment.WayId),
                1 => new CloseRoads($"/features/{i}", Square(network.Junctions[segment.From]), null),
                2 => new ChangeSpeeds($"/features/{i}", null, segment.WayId, null, null, factor),
                _ => new ChangeSpeeds($"/features/{i}", null, null, segment.Class, null, factor),
            });
        }

        return edits;
    }

    private static List<Position> Line(Random random, RoadNetwork network)
    {
        Position Near() => network.Junctions[random.Next(network.Junctions.Length)] is var at
            ? new Position(at.LonE7 + random.Next(-2000, 2000), at.LatE7 + random.Next(-2000, 2000))
            : default;
        var line = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Near()).Distinct().ToList();
        return line.Count > 1 ? line : [line[0], new Position(line[0].LonE7 + 3000, line[0].LatE7)];
    }

    private static Polygon Square(Position at)
    {
        const double half = 0.00005;
        var envelope = new Envelope(at.Longitude - half, at.Longitude + half, at.Latitude - half, at.Latitude + half);
        return (Polygon)new GeometryFactory().ToGeometry(envelope);
    }
}
