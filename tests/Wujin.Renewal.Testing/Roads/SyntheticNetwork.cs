using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Testing.Roads;

/// <summary>
/// A network of any size from a seed, to see how cost grows: a jittered grid of streets with gaps, every 8th a main road, every 64th an expressway that only cars
/// use, some one-ways and forbidden turns. It is no city, but has a city's hierarchy, density (100 m) and degree (about 3).
/// </summary>
public static class SyntheticNetwork
{
    private const int MainRoadEvery = 8;
    private const int ExpresswayEvery = 64;

    /// <summary>What turns cost.</summary>
    public static TurnCostTable Turns { get; } = new(
        new() { NearSideSeconds = 2, FarSideSeconds = 5, UTurnSeconds = 20, GiveWaySeconds = 2, SignalSeconds = 20 },
        new() { NearSideSeconds = 1, FarSideSeconds = 3, UTurnSeconds = 5, SignalSeconds = 20 },
        new() { SignalSeconds = 15 },
        1300, 1400);

    /// <summary>Makes one.</summary>
    /// <param name="seed">The same seed gives the same network.</param>
    /// <param name="junctions">How many junctions, about.</param>
    public static RoadNetwork Make(int seed, int junctions)
    {
        var random = new Random(seed);
        var side = Math.Max(2, (int)Math.Sqrt(junctions));
        var draft = new RoadDraft();
        for (var j = 0; j < side * side; j++)
        {
            draft.AddJunction(new(
                1_190_000_000 + j % side * 10_560 + random.Next(4_000), 310_000_000 + j / side * 9_020 + random.Next(3_500)));
        }

        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                Connect(draft, random, y * side + x, x + 1 < side ? y * side + x + 1 : -1, y);
                Connect(draft, random, y * side + x, y + 1 < side ? (y + 1) * side + x : -1, x);
            }
        }

        ForbidSomeTurns(draft, random);
        return draft.Build(Turns);
    }

    private static void Connect(RoadDraft draft, Random random, int from, int to, int street)
    {
        var (roadClass, kmh, signal) = street % ExpresswayEvery == 0 ? (RoadClass.Trunk, 75, 0)
            : street % MainRoadEvery == 0 ? (RoadClass.Primary, 45, 3)
            : (RoadClass.Residential, 25, 40);
        if (to < 0 || (roadClass == RoadClass.Residential && random.Next(100) < 28))
        {
            return;
        }

        var seconds = 100 / (kmh / 3.6);
        var times = default(ProfileTimes);
        times[(int)Profile.Car] = (uint)(seconds * 1000);
        times[(int)Profile.CarPeakAm] = (uint)(seconds * 1300);
        times[(int)Profile.CarPeakPm] = (uint)(seconds * 1400);
        times[(int)Profile.Ebike] = 100 * 3600 / 20;
        times[(int)Profile.Walk] = 100 * 3600 / 5;
        var modes = roadClass == RoadClass.Trunk ? ModeSet.Car : ModeSet.All;
        var back = roadClass == RoadClass.Residential && random.Next(10) == 0 ? ModeSet.Walk : modes;
        var traits = signal > 0 && random.Next(signal) == 0 ? EdgeTraits.SignalAtEnd : EdgeTraits.None;
        draft.AddLink(new(from, to, roadClass, new(modes, traits, times), new(back, traits, times)) { Flags = SegmentFlags.Urban, WayId = -1 - draft.LinkCount });
    }

    private static void ForbidSomeTurns(RoadDraft draft, Random random)
    {
        var from = Enumerable.Range(0, draft.LinkCount * 2).ToLookup(draft.Tail);
        for (var n = draft.LinkCount / 100; n > 0; n--)
        {
            var edge = random.Next(draft.LinkCount * 2);
            var next = from[draft.Tail(edge ^ 1)].ToArray();
            draft.Forbid(ModeSet.Vehicles, edge, next[random.Next(next.Length)]);
        }
    }
}
