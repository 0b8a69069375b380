using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>A piece of a route on one edge.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="From">Where on it the piece begins, along the edge, 0 to 1.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Milliseconds">Driving it.</param>
/// <param name="TurnMilliseconds">The turn to the next piece, waiting at signals included; 0 for the last.</param>
public readonly record struct RoutePiece(int Edge, double From, double To, uint Milliseconds, uint TurnMilliseconds);

/// <summary>A way between two places: by walking to a road, along edges, and walking to the goal.</summary>
/// <param name="Network">The roads.</param>
/// <param name="Pieces">In order.</param>
/// <param name="AccessMilliseconds">The walks at both ends.</param>
/// <param name="Milliseconds">All of it.</param>
public sealed record Route(RoadNetwork Network, IReadOnlyList<RoutePiece> Pieces, uint AccessMilliseconds, uint Milliseconds)
{
    /// <summary>Length along the roads, metres.</summary>
    public double Metres => Pieces.Sum(MetresOf);

    /// <summary>Milliseconds by road class, turns counted to the road they leave, longest first.</summary>
    public IReadOnlyList<(RoadClass Class, long Milliseconds, double Metres)> ByClass =>
        [.. Pieces
            .GroupBy(p => Network.Segments[p.Edge >> 1].Class)
            .Select(g => (g.Key, g.Sum(p => (long)p.Milliseconds + p.TurnMilliseconds), g.Sum(MetresOf)))
            .OrderByDescending(g => g.Item2)];

    /// <summary>Length of a piece, metres.</summary>
    public double MetresOf(RoutePiece piece) => Network.Segments[piece.Edge >> 1].LengthMm / 1000.0 * (piece.To - piece.From);

    /// <summary>Its course on the roads.</summary>
    public IReadOnlyList<Position> Line()
    {
        var line = new List<Position>();
        foreach (var piece in Pieces)
        {
            foreach (var position in Cut(piece))
            {
                if (line.Count == 0 || line[^1] != position)
                {
                    line.Add(position);
                }
            }
        }

        return line;
    }

    private List<Position> Cut(RoutePiece piece)
    {
        var shape = Network.Shape(piece.Edge >> 1).ToArray();
        if ((piece.Edge & 1) == 1)
        {
            Array.Reverse(shape);
        }

        var lengths = new double[shape.Length];
        for (var i = 1; i < shape.Length; i++)
        {
            lengths[i] = lengths[i - 1] + GroundDistance.Metres([shape[i - 1], shape[i]]);
        }

        var (first, last) = (piece.From * lengths[^1], piece.To * lengths[^1]);
        List<Position> cut = [At(shape, lengths, first)];
        for (var i = 0; i < shape.Length; i++)
        {
            if (lengths[i] > first && lengths[i] < last)
            {
                cut.Add(shape[i]);
            }
        }

        cut.Add(At(shape, lengths, last));
        return cut;
    }

    private static Position At(Position[] shape, double[] lengths, double metres)
    {
        var i = Array.FindIndex(lengths, l => l >= metres);
        if (i <= 0)
        {
            return i < 0 ? shape[^1] : shape[0];
        }

        var share = (metres - lengths[i - 1]) / Math.Max(lengths[i] - lengths[i - 1], 1e-9);
        var (a, b) = (shape[i - 1], shape[i]);
        return new Position((int)Math.Round(a.LonE7 + share * ((double)b.LonE7 - a.LonE7)), (int)Math.Round(a.LatE7 + share * ((double)b.LatE7 - a.LatE7)));
    }
}
