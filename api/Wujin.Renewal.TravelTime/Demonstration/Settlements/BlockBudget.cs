namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>Finds the edge of blocks for which the streets of all settlements take a number of nodes.</summary>
/// <param name="weight">Sum over settlements of their area in blocks of 1 m at the usual edge.</param>
internal sealed class BlockBudget(double weight)
{
    private const double LeastEdgeMetres = 46;
    private const double MostEdgeMetres = 900;

    // Nodes that a block brings: the two junctions of the street that made it, and what that street needs to bend. Found by drawing.
    private const double UsualNodesOfBlock = 2.2;
    private const double UsualBlocks = 400;

    private double _left = weight;
    private double _nodes = UsualNodesOfBlock * UsualBlocks;
    private double _blocks = UsualBlocks;

    /// <summary>The edge of blocks for what is left, metres.</summary>
    public double Edge(double nodesLeft) =>
        Math.Clamp(Math.Sqrt(_nodes / _blocks * _left / Math.Max(nodesLeft, 1)), LeastEdgeMetres, MostEdgeMetres);

    /// <summary>Notes what a settlement took.</summary>
    public void Spend(double weight, double edgeMetres, double nodes)
    {
        _left -= weight;
        _blocks += weight / (edgeMetres * edgeMetres);
        _nodes += nodes;
    }
}
