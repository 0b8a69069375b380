namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// Contracts the states of a turn graph in a given order without looking at times: contracting v joins each state that reaches v to each that v reaches.
/// Done row by row from below ("left-looking"): the up row of x is its own transitions and, for each lower v that x reaches, what v reaches above x.
/// </summary>
internal sealed class Contraction
{
    private readonly Rows _up;
    private readonly Rows _down;
    private readonly int[] _mark;

    private Contraction(int states, int transitions)
    {
        _up = new Rows(states, transitions * 3);
        _down = new Rows(states, transitions * 3);
        _mark = new int[states];
    }

    /// <summary>Builds the index.</summary>
    /// <param name="graph">States and transitions.</param>
    /// <param name="order">States, lowest first; is put into post-order of its elimination tree.</param>
    public static ContractionHierarchy Build(TurnGraph graph, int[] order)
    {
        var adjacent = new AdjacentStates(graph);
        order = EliminationTree.PostOrder(EliminationTree.Parents(adjacent, order), order);
        var parent = EliminationTree.Parents(adjacent, order);
        var rank = EliminationTree.Invert(order);
        var contraction = new Contraction(order.Length, graph.TransitionCount);
        contraction.Run(adjacent, order, rank);
        var (up, down) = (contraction._up, contraction._down);
        var arcs = ArcsOfTransitions(graph, rank, up, down);
        return new ContractionHierarchy(graph, new HierarchyColumns(
            new(rank), new(parent), new(up.First), new(up.Values()), new(down.First), new(down.Values()), new(arcs)));
    }

    private void Run(AdjacentStates adjacent, int[] order, int[] rank)
    {
        var stamp = 0;
        for (var x = 0; x < order.Length; x++)
        {
            _mark[x] = ++stamp;
            AddOwn(adjacent.Out(order[x]), rank, x, stamp, _up);
            AddInherited(_down, _up, x, stamp);
            _mark[x] = ++stamp;
            AddOwn(adjacent.In(order[x]), rank, x, stamp, _down);
            AddInherited(_up, _down, x, stamp);
            _up.Close(x);
            _down.Close(x);
        }
    }

    private void AddOwn(ReadOnlySpan<int> neighbours, int[] rank, int x, int stamp, Rows rows)
    {
        foreach (var neighbour in neighbours)
        {
            var y = rank[neighbour];
            if (y > x && _mark[y] != stamp)
            {
                _mark[y] = stamp;
                rows.Add(y);
            }
        }
    }

    /// <summary>For each lower v whose <paramref name="to"/> row holds x: what its <paramref name="from"/> row holds above x.</summary>
    private void AddInherited(Rows to, Rows from, int x, int stamp)
    {
        for (var link = to.LastLower[x]; link >= 0; link = to.PreviousLower[link])
        {
            var row = from.Row(to.Lower[link]);
            for (var i = row.Length - 1; i >= 0 && row[i] > x; i--)
            {
                var y = row[i];
                if (_mark[y] != stamp)
                {
                    _mark[y] = stamp;
                    from.Add(y);
                }
            }
        }
    }

    private static int[] ArcsOfTransitions(TurnGraph graph, int[] rank, Rows up, Rows down)
    {
        var first = graph.FirstTransition.Span;
        var targets = graph.Targets.Span;
        var arcs = new int[targets.Length];
        for (var s = 0; s < rank.Length; s++)
        {
            var u = rank[s];
            for (var t = first[s]; t < first[s + 1]; t++)
            {
                var v = rank[targets[t]];
                arcs[t] = u < v ? up.Find(u, v) : u > v ? up.Count + down.Find(v, u) : -1;
            }
        }

        return arcs;
    }

    /// <summary>Rows of higher ends under construction, with the lower ends of each higher one as linked lists.</summary>
    private sealed class Rows(int states, int capacity)
    {
        private int[] _values = new int[capacity];

        public int[] First { get; } = new int[states + 1];

        public int Count { get; private set; }

        /// <summary>By higher end, its latest link.</summary>
        public int[] LastLower { get; } = NewLinks(states);

        /// <summary>By link (an index of values), the link before it with the same higher end.</summary>
        public int[] PreviousLower { get; private set; } = new int[capacity];

        /// <summary>By link, the lower end.</summary>
        public int[] Lower { get; private set; } = new int[capacity];

        public int[] Values() => _values.AsSpan(0, Count).ToArray();

        public ReadOnlySpan<int> Row(int x) => _values.AsSpan(First[x]..First[x + 1]);

        public void Add(int y)
        {
            if (Count == _values.Length)
            {
                Grow();
            }

            _values[Count++] = y;
        }

        /// <summary>Ends the row of x: sorts it and links it to its higher ends.</summary>
        public void Close(int x)
        {
            First[x + 1] = Count;
            _values.AsSpan(First[x]..Count).Sort();
            for (var i = First[x]; i < Count; i++)
            {
                var y = _values[i];
                Lower[i] = x;
                PreviousLower[i] = LastLower[y];
                LastLower[y] = i;
            }
        }

        public int Find(int x, int y) => First[x] + Row(x).BinarySearch(y);

        private static int[] NewLinks(int states)
        {
            var links = new int[states];
            Array.Fill(links, -1);
            return links;
        }

        private void Grow()
        {
            var size = _values.Length * 2 + 16;
            Array.Resize(ref _values, size);
            var (previous, lower) = (PreviousLower, Lower);
            Array.Resize(ref previous, size);
            Array.Resize(ref lower, size);
            (PreviousLower, Lower) = (previous, lower);
        }
    }
}
