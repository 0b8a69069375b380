using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Writing;

/// <summary>How many roads leave a junction, and how important the two most important are.</summary>
internal sealed class JunctionUse
{
    private readonly int[] _arms;
    private readonly (RoadClass First, RoadClass Second)[] _classes;

    public JunctionUse(IReadOnlyList<Chain> chains, int junctions)
    {
        _arms = new int[junctions];
        _classes = new (RoadClass, RoadClass)[junctions];
        Array.Fill(_classes, (RoadClass.Ferry, RoadClass.Ferry));
        foreach (var chain in chains)
        {
            for (var i = 0; i < chain.Stops.Count; i++)
            {
                if (chain.Stops[i].Junction is >= 0 and var junction)
                {
                    _arms[junction] += i == 0 || i == chain.Stops.Count - 1 ? 1 : 2;
                    ref var classes = ref _classes[junction];
                    classes = chain.Style.Class <= classes.First ? (chain.Style.Class, classes.First)
                        : chain.Style.Class < classes.Second ? (classes.First, chain.Style.Class) : classes;
                }
            }
        }
    }

    public int Arms(int junction) => _arms[junction];

    /// <summary>Whether two roads of some importance meet on the ground, apart from motorways.</summary>
    public bool HasSignals(int junction) => _classes[junction] switch
    {
        { First: <= RoadClass.MotorwayLink } => false,
        { First: RoadClass.Trunk, Second: var second } => _arms[junction] >= 4 && second <= RoadClass.Primary,
        { First: RoadClass.Primary, Second: var second } => second <= (_arms[junction] >= 4 ? RoadClass.Secondary : RoadClass.Primary),
        { Second: var second } => _arms[junction] >= 4 && second <= RoadClass.Tertiary,
    };

    /// <summary>Whether it is a crossing with signals where turns may be forbidden.</summary>
    public bool IsCrossing(int junction) => _arms[junction] == 4 && HasSignals(junction);
}
