namespace Wujin.Renewal.TravelTime.Import;

/// <summary>A piece of a way between two junctions.</summary>
/// <param name="Road">Row of the way.</param>
/// <param name="First">Its first node among <see cref="OsmRoads.RoadNodes"/>; it is a junction.</param>
/// <param name="Last">Its last, likewise.</param>
internal readonly record struct RoadPiece(int Road, int First, int Last);

/// <summary>Cuts ways into pieces: where another way (or the same one again) meets them, at ends, barriers and signals, and where nodes are missing.</summary>
internal sealed class RoadCutter(OsmRoads roads, ImportReport report)
{
    private readonly byte[] _uses = new byte[roads.Nodes.Count];

    /// <summary>Cuts them all.</summary>
    public List<RoadPiece> Cut()
    {
        foreach (var road in roads.Roads)
        {
            CountUses(road);
        }

        var pieces = new List<RoadPiece>(roads.Roads.Count * 3);
        for (var r = 0; r < roads.Roads.Count; r++)
        {
            Cut(r, pieces);
        }

        return pieces;
    }

    // An end of a way counts twice: it is a junction in any case.
    private void CountUses(in RoadWay road)
    {
        for (var i = road.FirstRef; i < road.EndRef; i++)
        {
            var isEnd = i == road.FirstRef || i == road.EndRef - 1 || !IsKnown(i - 1) || !IsKnown(i + 1);
            if (!isEnd && roads.RoadNodes[i] == roads.RoadNodes[i - 1])
            {
                continue;
            }

            ref var uses = ref _uses[roads.RoadNodes[i]];
            uses = (byte)Math.Min(2, uses + (isEnd ? 2 : 1));
        }
    }

    private void Cut(int r, List<RoadPiece> pieces)
    {
        var road = roads.Roads[r];
        var (begin, missing, before) = (-1, 0, pieces.Count);
        for (var i = road.FirstRef; i < road.EndRef; i++)
        {
            if (!IsKnown(i))
            {
                begin = -1;
                missing++;
                continue;
            }

            var node = roads.RoadNodes[i];
            if (begin >= 0 && (_uses[node] >= 2 || NodeRules.Cuts(roads.Nodes.Marks[node])) && roads.RoadNodes[i - 1] != node)
            {
                pieces.Add(new(r, begin, i));
                begin = i;
            }

            begin = begin < 0 || (begin == i - 1 && roads.RoadNodes[begin] == node) ? i : begin;
        }

        if (missing > 0)
        {
            report.Note(
                pieces.Count > before ? "way of which nodes are missing: the rest of it is taken" : "way of which nodes are missing: nothing of it is left", road.Id);
        }
        else if (pieces.Count == before)
        {
            report.Note("way that stays in one place: left out", road.Id);
        }
    }

    private bool IsKnown(int i) => roads.Nodes.IsKnown(roads.RoadNodes[i]);
}
