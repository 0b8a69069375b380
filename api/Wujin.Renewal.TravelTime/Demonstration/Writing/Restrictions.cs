using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Demonstration.Lines;

namespace Wujin.Renewal.TravelTime.Demonstration.Writing;

/// <summary>A way that begins or ends at a crossing.</summary>
/// <param name="Way">Its id.</param>
/// <param name="Outwards">Its direction away from the crossing.</param>
/// <param name="CanArrive">Whether it may be driven to the crossing.</param>
/// <param name="CanLeave">Whether it may be driven away from it.</param>
/// <param name="OtherEnd">The junction at its other end, or -1.</param>
internal readonly record struct Arm(long Way, Vec Outwards, bool CanArrive, bool CanLeave, int OtherEnd);

/// <summary>Forbids some turns at some crossings: left, U and straight on, one prescribed direction, and one over two junctions.</summary>
internal sealed class Restrictions(OsmFile file, Junctions junctions, SeededRandom random)
{
    private const double Share = 0.14;

    private readonly SortedDictionary<int, List<Arm>> _arms = [];

    /// <summary>Chooses the crossings; ways must begin and end there.</summary>
    public HashSet<int> Choose(IReadOnlyList<Chain> chains, JunctionUse use)
    {
        HashSet<int> chosen = [.. chains.SelectMany(c => c.Junctions).Distinct().Order().Where(j => use.IsCrossing(j) && random.Chance(Share))];

        // Neighbours of some, so that there are short ways between two of them.
        foreach (var chain in chains)
        {
            int[] passed = [.. chain.Junctions];
            for (var i = 0; i + 1 < passed.Length; i++)
            {
                if (chosen.Contains(passed[i]) && use.IsCrossing(passed[i + 1]) && random.Chance(0.4))
                {
                    chosen.Add(passed[++i]);
                }
            }
        }

        return chosen;
    }

    /// <summary>Notes a way that begins or ends at a chosen crossing.</summary>
    public void Note(int junction, Arm arm)
    {
        if (!_arms.TryGetValue(junction, out var list))
        {
            _arms.Add(junction, list = []);
        }

        list.Add(arm);
    }

    /// <summary>Writes the relations.</summary>
    public void Write()
    {
        foreach (var (junction, arms) in _arms.Where(a => a.Value.Count == 4))
        {
            // Coming towards a neighbour that is chosen, too, where there is one.
            var towards = arms.FindIndex(a => a.OtherEnd >= 0 && _arms.ContainsKey(a.OtherEnd));
            var from = towards >= 0 && Towards(arms, arms[towards], 0) is { } behind ? behind : arms[random.Between(0, 3)];
            var (left, ahead, right) = (Towards(arms, from, 1), Towards(arms, from, 0), Towards(arms, from, -1));
            if (!from.CanArrive || left == null || ahead == null || right == null)
            {
                continue;
            }

            switch (random.Next())
            {
                case < 0.5:
                    Write("no_left_turn", from.Way, junction, left.Value.Way);
                    break;
                case < 0.65 when from.CanLeave:
                    Write("no_u_turn", from.Way, junction, from.Way);
                    break;
                case < 0.78:
                    Write("only_straight_on", from.Way, junction, ahead.Value.Way);
                    break;
                default:
                    WriteOverWay(junction, from, ahead.Value);
                    break;
            }
        }
    }

    // Straight on into the next way, and no left turn at its end.
    private void WriteOverWay(int junction, Arm from, Arm via)
    {
        if (via.OtherEnd >= 0 && _arms.TryGetValue(via.OtherEnd, out var arms) && arms.Count == 4)
        {
            var arriving = arms.FirstOrDefault(a => a.Way == via.Way);
            if (arriving.Way != 0 && Towards(arms, arriving, 1) is { } to)
            {
                file.AddRelation(
                    [new(true, from.Way, "from"), new(true, via.Way, "via"), new(true, to.Way, "to")],
                    [("type", "restriction"), ("restriction", "no_left_turn"), RoadTags.Demo]);
                return;
            }
        }

        Write("no_straight_on", from.Way, junction, via.Way);
    }

    private void Write(string kind, long from, int via, long to) => file.AddRelation(
        [new(true, from, "from"), new(false, junctions.NodeId(via), "via"), new(true, to, "to")],
        [("type", "restriction"), ("restriction", kind), RoadTags.Demo]);

    // The arm on which one goes on when coming from another: 1 left, 0 ahead, -1 right; only where it is driven both ways.
    private static Arm? Towards(List<Arm> arms, Arm from, int turn)
    {
        var ahead = from.Outwards * -1;
        foreach (var arm in arms.Where(a => a.Way != from.Way && a.CanLeave && a.CanArrive))
        {
            var sine = ahead.Cross(arm.Outwards);
            if (turn == 0 ? ahead.Dot(arm.Outwards) > 0.75 : sine * turn > 0.7)
            {
                return arm;
            }
        }

        return null;
    }
}
