using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Files;

/// <summary>A member of a relation.</summary>
/// <param name="IsWay">A way; otherwise a node.</param>
/// <param name="Id">Its id.</param>
/// <param name="Role">Its role: <c>from</c>, <c>via</c>, <c>to</c> …</param>
public readonly record struct OsmMemberRef(bool IsWay, long Id, string Role);

/// <summary>
/// An OpenStreetMap file being written: first all nodes, then ways, then relations, ids rising from 1, each in version 1. Elements may be added in any
/// order: ways and relations wait in temporary files, so that memory does not grow with the network.
/// </summary>
public abstract class OsmFile : IDisposable
{
    /// <summary>What wrote the file; says that nothing in it is real.</summary>
    public const string Generator = "Wujin.Renewal demonstration: made-up roads, not a map of anything real";

    private long _nodes;
    private long _ways;
    private long _relations;

    /// <summary>How many nodes were added.</summary>
    public long NodeCount => _nodes;

    /// <summary>How many ways were added.</summary>
    public long WayCount => _ways;

    /// <summary>How many relations were added.</summary>
    public long RelationCount => _relations;

    /// <summary>Adds a node.</summary>
    /// <returns>Its id.</returns>
    public long AddNode(Position position, IReadOnlyList<(string Key, string Value)> tags)
    {
        WriteNode(++_nodes, position, tags);
        return _nodes;
    }

    /// <summary>Adds a way through nodes that were added.</summary>
    /// <returns>Its id.</returns>
    public long AddWay(IReadOnlyList<long> nodes, IReadOnlyList<(string Key, string Value)> tags)
    {
        WriteWay(++_ways, nodes, tags);
        return _ways;
    }

    /// <summary>Adds a relation of members that were added.</summary>
    /// <returns>Its id.</returns>
    public long AddRelation(IReadOnlyList<OsmMemberRef> members, IReadOnlyList<(string Key, string Value)> tags)
    {
        WriteRelation(++_relations, members, tags);
        return _relations;
    }

    /// <summary>Writes what waited. Nothing can be added after it.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes temporary files.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Writes a node.</summary>
    protected abstract void WriteNode(long id, Position position, IReadOnlyList<(string Key, string Value)> tags);

    /// <summary>Writes a way.</summary>
    protected abstract void WriteWay(long id, IReadOnlyList<long> nodes, IReadOnlyList<(string Key, string Value)> tags);

    /// <summary>Writes a relation.</summary>
    protected abstract void WriteRelation(long id, IReadOnlyList<OsmMemberRef> members, IReadOnlyList<(string Key, string Value)> tags);

    /// <summary>A file that disappears when it is closed.</summary>
    protected static FileStream OpenWaitingRoom() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
}
