using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Testing.Roads;

/// <summary>
/// Small, nasty networks from a seed, to compare a fast method with a slow one: one-ways, roads for some modes only, edges of zero length and zero time,
/// parallel edges, loops, dead ends, several components, barriers, restricted areas, signals, forbidden turns and forbidden paths over several ways.
/// </summary>
public static class RandomNetwork
{
    /// <summary>Turns that all cost something different.</summary>
    public static TurnCostTable Turns { get; } = new(
        new() { StraightSeconds = 1, NearSideSeconds = 2, FarSideSeconds = 6, UTurnSeconds = 15, GiveWaySeconds = 3, SignalSeconds = 20, CrossingSeconds = 1.5, GateSeconds = 8, PrivateGateSeconds = 90 },
        new() { NearSideSeconds = 1, FarSideSeconds = 4, UTurnSeconds = 5, SignalSeconds = 25, GateSeconds = 5, PrivateGateSeconds = 60 },
        new() { SignalSeconds = 15, CrossingSeconds = 4 },
        1300, 1450);

    /// <summary>Makes one.</summary>
    /// <param name="seed">The same seed gives the same network.</param>
    /// <param name="junctions">How many junctions, at least 2.</param>
    public static RoadNetwork Make(int seed, int junctions) => Draft(seed, junctions).Build(Turns);

    /// <summary>The draft that <see cref="Make"/> builds.</summary>
    public static RoadDraft Draft(int seed, int junctions)
    {
        var random = new Random(seed);
        var draft = new RoadDraft();
        var side = Math.Max(1, (int)Math.Sqrt(junctions));
        for (var j = 0; j < junctions; j++)
        {
            var position = new Position(
                GridCity.Origin.LonE7 + j % side * 11_000 + random.Next(8_000), GridCity.Origin.LatE7 + j / side * 9_000 + random.Next(7_000));
            draft.AddJunction(position, TraitsOfJunction(random));
        }

        for (var j = 0; j < junctions; j++)
        {
            Connect(draft, random, j, j + 1, (j + 1) % side != 0);
            Connect(draft, random, j, j + side, true);
            if (random.Next(12) == 0)
            {
                Connect(draft, random, j, random.Next(junctions), true);
            }
        }

        ForbidPaths(draft, random);
        return draft;
    }

    private static void Connect(RoadDraft draft, Random random, int from, int to, bool isNear)
    {
        if (!isNear || to >= draft.JunctionCount || random.Next(5) == 0)
        {
            return;
        }

        var copies = random.Next(15) == 0 ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            var roadClass = (RoadClass)random.Next((int)RoadClass.Ferry + 1);
            var restricted = random.Next(9) == 0 ? EdgeTraits.CarDestinationOnly | EdgeTraits.EbikeDestinationOnly : EdgeTraits.None;
            draft.AddLink(new(from, to, roadClass, Direction(random, restricted), Direction(random, restricted))
            {
                WayId = 1 + draft.LinkCount / 2, Flags = (SegmentFlags)random.Next(2),
            });
        }
    }

    private static DirectionDraft Direction(Random random, EdgeTraits restricted)
    {
        var modes = random.Next(8) switch { 0 => ModeSet.None, 1 => ModeSet.Walk, 2 => ModeSet.Car, _ => ModeSet.All };
        var traits = restricted | (random.Next(6) == 0 ? EdgeTraits.SignalAtEnd : 0);
        var times = default(ProfileTimes);
        var seconds = random.Next(20) == 0 ? 0 : random.Next(1, 120_000);
        for (var p = 0; p < ProfileTimes.Count; p++)
        {
            times[p] = (uint)(seconds * (10 + p * random.Next(4)) / 10);
        }

        return new(modes, traits, times);
    }

    private static JunctionTraits TraitsOfJunction(Random random) => random.Next(14) switch
    {
        0 => JunctionTraits.Gate,
        1 => JunctionTraits.PrivateGate,
        2 => JunctionTraits.BarredToCar,
        3 => JunctionTraits.BarredToCar | JunctionTraits.BarredToEbike,
        4 => JunctionTraits.Crossing,
        _ => JunctionTraits.None,
    };

    private static void ForbidPaths(RoadDraft draft, Random random)
    {
        if (draft.LinkCount == 0)
        {
            return;
        }

        var from = Enumerable.Range(0, draft.LinkCount * 2).ToLookup(draft.Tail);
        for (var n = draft.LinkCount / 4; n > 0; n--)
        {
            var path = new List<int> { random.Next(draft.LinkCount * 2) };
            var length = random.Next(3) == 0 ? random.Next(3, 5) : 2;
            while (path.Count < length)
            {
                var next = from[draft.Tail(path[^1] ^ 1)].ToArray();
                path.Add(next[random.Next(next.Length)]);
            }

            draft.Forbid(random.Next(4) == 0 ? ModeSet.Car : ModeSet.Vehicles, [.. path]);
        }
    }
}
