namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

/// <summary>Which nodes cars reach, turn restrictions left out.</summary>
internal sealed class NodeGraph
{
    private readonly ILookup<long, long> _next;
    private readonly ILookup<long, long> _before;

    public NodeGraph(IEnumerable<RecordedWay> roads)
    {
        List<(long From, long To)> steps = [];
        foreach (var road in roads)
        {
            foreach (var (a, b) in road.Nodes.Zip(road.Nodes.Skip(1)))
            {
                steps.Add((a, b));
                if (!road.Tags.ContainsKey("oneway"))
                {
                    steps.Add((b, a));
                }
            }
        }

        _next = steps.ToLookup(s => s.From, s => s.To);
        _before = steps.ToLookup(s => s.To, s => s.From);
        Nodes = [.. steps.SelectMany(s => new[] { s.From, s.To })];
    }

    public SortedSet<long> Nodes { get; }

    public SortedSet<long> From(long start, bool forwards)
    {
        SortedSet<long> reached = [start];
        var open = new Stack<long>([start]);
        while (open.TryPop(out var node))
        {
            foreach (var other in (forwards ? _next : _before)[node])
            {
                if (reached.Add(other))
                {
                    open.Push(other);
                }
            }
        }

        return reached;
    }
}
