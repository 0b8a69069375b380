namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Decides where one waits at a signal, so that a crossing with many mapped signals costs one wait.</summary>
/// <remarks>
/// A signal on a junction holds everyone who comes to it. One before a junction holds who drives towards the junction, not who comes from it: the tag
/// <c>traffic_signals:direction</c> tells, else the nearer junction is the one it stands for. Who has waited less than <see cref="SameCrossingMetres"/> before
/// has green.
/// </remarks>
internal sealed class SignalRules(OsmRoads roads, IReadOnlyList<RoadPiece> pieces, double[] metres)
{
    private const double SameCrossingMetres = 35;
    private const double BeforeJunctionMetres = 60;

    private readonly Dictionary<int, List<int>> _piecesAtSignal = FindPieces(roads, pieces);

    /// <summary>Whether one waits at the end of a piece.</summary>
    public bool WaitsAtEnd(int piece, bool isBackward)
    {
        var (first, last) = (roads.RoadNodes[pieces[piece].First], roads.RoadNodes[pieces[piece].Last]);
        var (tail, head) = isBackward ? (last, first) : (first, last);
        return Holds(head, piece, isBackward) && !(metres[piece] < SameCrossingMetres && (roads.Nodes.Marks[tail] & NodeMarks.Signal) != 0);
    }

    private bool Holds(int node, int piece, bool isBackward)
    {
        var marks = roads.Nodes.Marks[node];
        if ((marks & NodeMarks.Signal) == 0)
        {
            return false;
        }

        // Footpaths that cross at the signal make no junction of it.
        var arms = _piecesAtSignal[node];
        if (arms.Count != 2 || !arms.Contains(piece))
        {
            return true;
        }

        if ((marks & (NodeMarks.ForwardSignal | NodeMarks.BackwardSignal)) is not NodeMarks.None and var directed)
        {
            return (directed & (isBackward ? NodeMarks.BackwardSignal : NodeMarks.ForwardSignal)) != 0;
        }

        var ahead = metres[arms[0] == piece ? arms[1] : arms[0]];
        return Math.Min(ahead, metres[piece]) > BeforeJunctionMetres || ahead <= metres[piece];
    }

    private static Dictionary<int, List<int>> FindPieces(OsmRoads roads, IReadOnlyList<RoadPiece> pieces)
    {
        var found = new Dictionary<int, List<int>>();
        for (var p = 0; p < pieces.Count; p++)
        {
            Add(roads.RoadNodes[pieces[p].First], p);
            Add(roads.RoadNodes[pieces[p].Last], p);
        }

        return found;

        void Add(int node, int piece)
        {
            if ((roads.Nodes.Marks[node] & NodeMarks.Signal) != 0)
            {
                var isForVehicles = roads.Roads[pieces[piece].Road].Traits.Class < Network.RoadClass.Path;
                if (!found.TryGetValue(node, out var list))
                {
                    found[node] = list = [];
                }

                if (isForVehicles)
                {
                    list.Add(piece);
                }
            }
        }
    }
}
