using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>A street as divided: a line of constant v (or u) in the frame of the settlement.</summary>
internal readonly record struct Street(bool AlongU, double At, double From, double To, RoadClass Class);

/// <summary>
/// Divides a settlement into blocks: the two main streets first, then each piece across its longer side, sometimes across both, until blocks are
/// small enough. What divides a large piece is a main street, what divides a small one a lane. Blocks are smaller in the middle than at the edge.
/// </summary>
/// <param name="settlement">Where.</param>
/// <param name="blockMetres">Usual edge of a block.</param>
/// <param name="random">Decides.</param>
internal sealed class BlockDivision(Settlement settlement, double blockMetres, SeededRandom random)
{
    private const double LeastEdgeMetres = 38;

    private readonly List<Street> _streets = [];
    private readonly double _radius = Math.Sqrt(settlement.Outline.AreaM2 / Math.PI);

    private readonly record struct Cell(double U0, double V0, double U1, double V1)
    {
        public double Width => U1 - U0;

        public double Height => V1 - V0;

        public double Short => Math.Min(Width, Height);

        public double Long => Math.Max(Width, Height);
    }

    /// <summary>All streets but the two main ones.</summary>
    public IReadOnlyList<Street> Divide()
    {
        var corners = settlement.Outline.Ring.Points.Select(settlement.Frame.Near).ToList();
        var (low, high) = (
            new Vec(Math.Min(corners.Min(c => c.X), -1), Math.Min(corners.Min(c => c.Y), -1)) * 1.06,
            new Vec(Math.Max(corners.Max(c => c.X), 1), Math.Max(corners.Max(c => c.Y), 1)) * 1.06);
        var open = new Stack<Cell>();
        Array.ForEach<Cell>([new(low.X, low.Y, 0, 0), new(0, low.Y, high.X, 0), new(low.X, 0, 0, high.Y), new(0, 0, high.X, high.Y)], open.Push);
        while (open.TryPop(out var cell))
        {
            if (IsOutside(cell))
            {
                continue;
            }

            if (IsBlock(cell))
            {
                AddLane(cell);
            }
            else
            {
                Split(cell, open);
            }
        }

        return _streets;
    }

    private bool IsBlock(Cell cell)
    {
        var place = settlement.Frame.At((cell.U0 + cell.U1) / 2, (cell.V0 + cell.V1) / 2);
        var outwards = Math.Min(1, Vec.Distance(place, settlement.Centre) / _radius);
        var edge = blockMetres * (0.78 + (0.5 * outwards)) * random.Between(0.8, 1.3);
        return cell.Width * cell.Height < edge * edge * 1.45 || cell.Long < 2 * LeastEdgeMetres;
    }

    private void Split(Cell cell, Stack<Cell> open)
    {
        var street = ClassAcross(cell.Short);
        var (u, v) = (Cut(cell.U0, cell.U1), Cut(cell.V0, cell.V1));
        if (cell.Short > 2.4 * blockMetres && cell.Long < 1.7 * cell.Short && random.Chance(0.6))
        {
            _streets.Add(new Street(false, u, cell.V0, cell.V1, street));
            _streets.Add(new Street(true, v, cell.U0, cell.U1, street));
            open.Push(new Cell(cell.U0, cell.V0, u, v));
            open.Push(new Cell(u, cell.V0, cell.U1, v));
            open.Push(new Cell(cell.U0, v, u, cell.V1));
            open.Push(new Cell(u, v, cell.U1, cell.V1));
        }
        else if (cell.Width > cell.Height)
        {
            _streets.Add(new Street(false, u, cell.V0, cell.V1, street));
            open.Push(new Cell(cell.U0, cell.V0, u, cell.V1));
            open.Push(new Cell(u, cell.V0, cell.U1, cell.V1));
        }
        else
        {
            _streets.Add(new Street(true, v, cell.U0, cell.U1, street));
            open.Push(new Cell(cell.U0, cell.V0, cell.U1, v));
            open.Push(new Cell(cell.U0, v, cell.U1, cell.V1));
        }
    }

    private double Cut(double from, double to) => from + ((to - from) * random.Between(0.39, 0.61));

    // A lane into a block that ends there.
    private void AddLane(Cell cell)
    {
        if (cell.Short < 110 || !random.Chance(0.2))
        {
            return;
        }

        var alongU = cell.Width > cell.Height;
        var (from, to) = alongU ? (cell.U0, cell.U1) : (cell.V0, cell.V1);
        var at = alongU ? Cut(cell.V0, cell.V1) : Cut(cell.U0, cell.U1);
        var depth = (to - from) * random.Between(0.4, 0.7);
        _streets.Add(random.Chance(0.5)
            ? new Street(alongU, at, from, from + depth, RoadClass.Service)
            : new Street(alongU, at, to - depth, to, RoadClass.Service));
    }

    private RoadClass ClassAcross(double edge)
    {
        var least = settlement.Size.IsCity ? RoadClass.Primary : RoadClass.Tertiary;
        var byEdge = edge switch
        {
            > 2600 => RoadClass.Primary,
            > 1150 => RoadClass.Secondary,
            > 430 => RoadClass.Tertiary,
            > 170 => RoadClass.Residential,
            _ => random.Chance(0.3) ? RoadClass.LivingStreet : RoadClass.Service,
        };
        return (RoadClass)Math.Max((int)least, (int)byEdge);
    }

    private bool IsOutside(Cell cell) => cell.Long < 700
        && !settlement.Outline.Contains(settlement.Frame.At((cell.U0 + cell.U1) / 2, (cell.V0 + cell.V1) / 2))
        && !settlement.Outline.Contains(settlement.Frame.At(cell.U0, cell.V0))
        && !settlement.Outline.Contains(settlement.Frame.At(cell.U1, cell.V0))
        && !settlement.Outline.Contains(settlement.Frame.At(cell.U0, cell.V1))
        && !settlement.Outline.Contains(settlement.Frame.At(cell.U1, cell.V1));
}
