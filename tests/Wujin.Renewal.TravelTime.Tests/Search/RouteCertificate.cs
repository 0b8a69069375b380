using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Routes;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Search;

/// <summary>Checks a route leg by leg against the network: every leg begins where the one before ends, times are those of edges and turns, and all adds up.</summary>
internal static class RouteCertificate
{
    public static void Check(TravelTimeEngine engine, Profile profile, Route route, IReadOnlyList<EdgePlace> origin, IReadOnlyList<EdgePlace> destination)
    {
        var times = engine.Network.Times[(int)profile].Milliseconds;
        Assert.Contains(route.Origin, origin);
        Assert.Contains(route.Destination, destination);
        Assert.Equal((route.Origin.Edge, route.Origin.Fraction), (route.Legs[0].Edge, route.Legs[0].From));
        Assert.Equal((route.Destination.Edge, route.Destination.Fraction), (route.Legs[^1].Edge, route.Legs[^1].To));
        for (var i = 1; i < route.Legs.Count; i++)
        {
            Assert.Equal(engine.Network.Head(route.Legs[i - 1].Edge), engine.Network.Tail(route.Legs[i].Edge));
            Assert.Equal((1, 0), (route.Legs[i - 1].To, route.Legs[i].From));
        }

        Assert.All(route.Legs.Skip(1).SkipLast(1), leg => Assert.Equal(times[leg.Edge], leg.DriveMilliseconds));
        var spent = route.Origin.Milliseconds + route.Legs.Sum(leg => leg.DriveMilliseconds + (long)leg.TurnMilliseconds) + route.Destination.Milliseconds;
        Assert.Equal(route.Milliseconds, spent);
        Assert.Equal(route.ByClass().Values.Sum(t => (long)t), route.Legs.Sum(leg => leg.DriveMilliseconds + (long)leg.TurnMilliseconds));
    }
}
