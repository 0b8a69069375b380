using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Demonstration.Drawing;

/// <summary>Straight pieces of lines by place: a hash grid.</summary>
/// <param name="cellMetres">Edge of a cell; about as long as a piece.</param>
internal sealed class PieceIndex(double cellMetres)
{
    private readonly Dictionary<long, List<int>> _cells = [];
    private readonly List<Piece> _pieces = [];
    private readonly List<int> _seen = [];
    private int _question;

    /// <summary>A straight piece of a line.</summary>
    /// <param name="Line">Whose piece.</param>
    /// <param name="From">Where it begins.</param>
    /// <param name="To">Where it ends.</param>
    /// <param name="Along">How far along the line it begins, metres.</param>
    public readonly record struct Piece(int Line, Vec From, Vec To, double Along);

    public int Count => _pieces.Count;

    public Piece this[int piece] => _pieces[piece];

    /// <summary>Adds all pieces of a line.</summary>
    public void Add(int line, Polyline shape)
    {
        for (var i = 0; i + 1 < shape.Points.Count; i++)
        {
            var piece = new Piece(line, shape.Points[i], shape.Points[i + 1], shape.AlongOf(i));
            foreach (var cell in Cells(piece.From, piece.To, 0))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, cell, out _);
                (list ??= []).Add(_pieces.Count);
            }

            _pieces.Add(piece);
            _seen.Add(0);
        }
    }

    /// <summary>Numbers of the pieces that may come within a distance of a straight piece, each once, rising.</summary>
    public void Near(Vec from, Vec to, double metres, List<int> found)
    {
        found.Clear();
        _question++;
        foreach (var cell in Cells(from, to, metres))
        {
            if (!_cells.TryGetValue(cell, out var pieces))
            {
                continue;
            }

            foreach (var piece in pieces)
            {
                if (_seen[piece] != _question)
                {
                    _seen[piece] = _question;
                    found.Add(piece);
                }
            }
        }

        found.Sort();
    }

    /// <summary>The distance to the nearest piece, or <paramref name="within"/> where none is nearer.</summary>
    public double Distance(Vec place, double within)
    {
        var found = new List<int>();
        Near(place, place, within, found);
        return found.Select(p => new Polyline([_pieces[p].From, _pieces[p].To]).Nearest(place).Distance).Append(within).Min();
    }

    // The cells that the piece passes, with a margin: those of its bounding box, cut into short pieces where it is long.
    private IEnumerable<long> Cells(Vec from, Vec to, double margin)
    {
        var cuts = (int)(Vec.Distance(from, to) / (2 * cellMetres)) + 1;
        long last = long.MinValue;
        for (var cut = 0; cut < cuts; cut++)
        {
            var (a, b) = (Vec.Between(from, to, (double)cut / cuts), Vec.Between(from, to, (cut + 1.0) / cuts));
            var (left, right) = (Cell(Math.Min(a.X, b.X) - margin), Cell(Math.Max(a.X, b.X) + margin));
            var (bottom, top) = (Cell(Math.Min(a.Y, b.Y) - margin), Cell(Math.Max(a.Y, b.Y) + margin));
            for (var x = left; x <= right; x++)
            {
                for (var y = bottom; y <= top; y++)
                {
                    var cell = ((long)x << 32) ^ (uint)y;
                    if (cell != last)
                    {
                        yield return cell;
                    }

                    last = cell;
                }
            }
        }
    }

    private int Cell(double metres) => (int)Math.Floor(metres / cellMetres);
}
