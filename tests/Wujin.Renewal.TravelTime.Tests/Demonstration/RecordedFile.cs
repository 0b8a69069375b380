using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

internal sealed record RecordedWay(long Id, long[] Nodes, IReadOnlyDictionary<string, string> Tags)
{
    public bool IsRoad => Tags.ContainsKey("highway");

    public bool IsOnIsland => Tags.ContainsKey("wujin:island");
}

internal sealed record RecordedRelation(OsmMemberRef[] Members, IReadOnlyDictionary<string, string> Tags);

/// <summary>What a generator writes, kept in memory and passed on to a file.</summary>
internal sealed class RecordedFile(OsmFile? next = null) : OsmFile
{
    public List<Position> Nodes { get; } = [];

    public List<RecordedWay> Ways { get; } = [];

    public List<RecordedRelation> Relations { get; } = [];

    public HashSet<long> Signals { get; } = [];

    public Position this[long node] => Nodes[(int)node - 1];

    public override void Complete() => next?.Complete();

    protected override void Dispose(bool disposing)
    {
    }

    protected override void WriteNode(long id, Position position, IReadOnlyList<(string Key, string Value)> tags)
    {
        Nodes.Add(position);
        if (tags.Contains(("highway", "traffic_signals")))
        {
            Signals.Add(id);
        }

        next?.AddNode(position, tags);
    }

    protected override void WriteWay(long id, IReadOnlyList<long> nodes, IReadOnlyList<(string Key, string Value)> tags)
    {
        Ways.Add(new(id, [.. nodes], tags.ToDictionary(t => t.Key, t => t.Value)));
        next?.AddWay(nodes, tags);
    }

    protected override void WriteRelation(long id, IReadOnlyList<OsmMemberRef> members, IReadOnlyList<(string Key, string Value)> tags)
    {
        Relations.Add(new([.. members], tags.ToDictionary(t => t.Key, t => t.Value)));
        next?.AddRelation(members, tags);
    }
}
