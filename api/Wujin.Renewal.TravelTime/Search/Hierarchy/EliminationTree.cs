namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// The elimination tree of a contraction order: the parent of a state is the lowest of the higher states that contracting it connects it to. Everything
/// that a search upwards can meet is an ancestor. Liu, "The Role of Elimination Trees in Sparse Factorization", SIAM J. Matrix Anal. Appl. 1990.
/// </summary>
internal static class EliminationTree
{
    /// <summary>The parents, without contracting anything: with path compression in almost linear time.</summary>
    /// <param name="graph">The turn graph, direction ignored.</param>
    /// <param name="order">States, lowest rank first.</param>
    /// <returns>By rank, the rank of the parent, or -1 at a root.</returns>
    public static int[] Parents(AdjacentStates graph, int[] order)
    {
        var rank = Invert(order);
        var parent = new int[order.Length];
        var shortcut = new int[order.Length];
        Array.Fill(parent, -1);
        Array.Fill(shortcut, -1);
        for (var x = 0; x < order.Length; x++)
        {
            Climb(graph.Out(order[x]), x);
            Climb(graph.In(order[x]), x);
        }

        return parent;

        void Climb(ReadOnlySpan<int> neighbours, int x)
        {
            foreach (var neighbour in neighbours)
            {
                var v = rank[neighbour];
                while (v < x && v != -1)
                {
                    var next = shortcut[v];
                    shortcut[v] = x;
                    if (next < 0)
                    {
                        parent[v] = x;
                    }

                    v = next;
                }
            }
        }
    }

    /// <summary>
    /// The same order with every subtree in one piece (post-order), which contracts to the same arcs: a sweep from top to bottom then walks through the
    /// map cell by cell, and the labels it reads are those it wrote just before.
    /// </summary>
    /// <returns>The states in the new order.</returns>
    public static int[] PostOrder(int[] parent, int[] order)
    {
        var firstChild = new int[order.Length];
        var nextSibling = new int[order.Length];
        Array.Fill(firstChild, -1);
        var root = -1;
        for (var v = order.Length - 1; v >= 0; v--)
        {
            ref var first = ref parent[v] < 0 ? ref root : ref firstChild[parent[v]];
            nextSibling[v] = first;
            first = v;
        }

        var result = new int[order.Length];
        var stack = new Stack<int>();
        var next = order.Length;
        PushSiblings(root);
        while (stack.TryPop(out var v))
        {
            // Filled from the top: a parent, then its children with all below them.
            result[--next] = order[v];
            PushSiblings(firstChild[v]);
        }

        return result;

        void PushSiblings(int v)
        {
            for (; v >= 0; v = nextSibling[v])
            {
                stack.Push(v);
            }
        }
    }

    /// <summary>The inverse of a permutation.</summary>
    public static int[] Invert(int[] order)
    {
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        return rank;
    }
}
