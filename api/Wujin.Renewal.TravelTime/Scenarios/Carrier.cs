using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>A road that others may join: a segment of the baseline, or a road of the scenario. Measured in metres along its line.</summary>
internal sealed class Carrier
{
    /// <summary>Nearer than this two joints are one.</summary>
    private const double SameJointMetres = 1;

    private readonly double[] _along;
    private readonly List<(double Metres, int Junction)> _joints = [];

    /// <summary>Measures the line.</summary>
    /// <param name="line">As drawn.</param>
    /// <param name="from">Junction where it begins; -1 where that is not known yet.</param>
    /// <param name="to">Junction where it ends.</param>
    public Carrier(Position[] line, int from, int to)
    {
        Line = line;
        Ends = [from, to];
        _along = new double[line.Length];
        for (var i = 1; i < line.Length; i++)
        {
            _along[i] = _along[i - 1] + GroundDistance.Metres(line[i - 1], line[i]);
        }
    }

    /// <summary>As drawn.</summary>
    public Position[] Line { get; }

    /// <summary>The junctions at both ends.</summary>
    public int[] Ends { get; }

    /// <summary>The whole line.</summary>
    public double Metres => _along[^1];

    /// <summary>Where others join between the ends, in order along the line.</summary>
    public IReadOnlyList<(double Metres, int Junction)> Joints => _joints;

    /// <summary>How far along a place on a piece of the line is.</summary>
    public double Along(int piece, double share) => _along[piece] + (share * (_along[piece + 1] - _along[piece]));

    /// <summary>Which end a place is at, 0 or 1, or -1 where it is between them.</summary>
    public int EndAt(double metres) => metres <= SameJointMetres && metres <= Metres / 2 ? 0 : metres >= Metres - SameJointMetres ? 1 : -1;

    /// <summary>The junction at a place between the ends.</summary>
    /// <param name="metres">Along the line.</param>
    /// <param name="make">Makes one where there is none.</param>
    public int JunctionAt(double metres, Func<Position, int> make)
    {
        foreach (var (there, junction) in _joints)
        {
            if (Math.Abs(there - metres) <= SameJointMetres)
            {
                return junction;
            }
        }

        var made = make(PositionAt(metres));
        Join(metres, made);
        return made;
    }

    /// <summary>Makes a junction that is there already a joint of this road.</summary>
    public void Join(double metres, int junction)
    {
        if (_joints.Exists(j => j.Junction == junction))
        {
            return;
        }

        var place = _joints.FindIndex(j => j.Metres > metres);
        _joints.Insert(place < 0 ? _joints.Count : place, (metres, junction));
    }

    /// <summary>The lines between joints, in order; each begins and ends at the position of its junction.</summary>
    /// <param name="positionOf">The position of a junction.</param>
    public IEnumerable<(int From, int To, double Begin, double End, List<Position> Line)> Pieces(Func<int, Position> positionOf)
    {
        var from = Ends[0];
        var begin = 0.0;
        var point = 0;
        foreach (var (metres, to) in _joints.Append((Metres: double.PositiveInfinity, Junction: Ends[1])))
        {
            var line = new List<Position> { positionOf(from) };
            for (; point < Line.Length && _along[point] < metres; point++)
            {
                Add(line, Line[point]);
            }

            Add(line, positionOf(to));
            if (line.Count == 1)
            {
                line.Add(line[0]);
            }

            yield return (from, to, begin, Math.Min(metres, Metres), line);
            (from, begin) = (to, metres);
        }
    }

    private Position PositionAt(double metres)
    {
        var piece = 0;
        while (piece + 2 < _along.Length && _along[piece + 1] < metres)
        {
            piece++;
        }

        var length = _along[piece + 1] - _along[piece];
        var share = length > 0 ? Math.Clamp((metres - _along[piece]) / length, 0, 1) : 0;
        var (a, b) = (Line[piece], Line[piece + 1]);
        return new Position(
            (int)Math.Round(a.LonE7 + (share * GroundDistance.LongitudeDifference(a, b))), (int)Math.Round(a.LatE7 + (share * ((double)b.LatE7 - a.LatE7))));
    }

    private static void Add(List<Position> line, Position position)
    {
        if (line[^1] != position)
        {
            line.Add(position);
        }
    }
}
