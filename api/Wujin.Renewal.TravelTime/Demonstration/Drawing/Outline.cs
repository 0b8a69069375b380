namespace Wujin.Renewal.TravelTime.Demonstration.Drawing;

/// <summary>A closed line that does not cross itself: the ring road of a town, the shore of a lake.</summary>
internal sealed class Outline
{
    private readonly PieceIndex _index;

    /// <param name="ring">Points with the first repeated at the end.</param>
    public Outline(IReadOnlyList<Vec> ring)
    {
        Ring = new Polyline(ring);
        Low = new Vec(ring.Min(p => p.X), ring.Min(p => p.Y));
        High = new Vec(ring.Max(p => p.X), ring.Max(p => p.Y));
        for (var i = 0; i + 1 < ring.Count; i++)
        {
            AreaM2 += ring[i].Cross(ring[i + 1]) / 2;
        }

        AreaM2 = Math.Abs(AreaM2);
        _index = new PieceIndex(Math.Max(100, Ring.Length / 60));
        _index.Add(0, Ring);
    }

    public Polyline Ring { get; }

    public double AreaM2 { get; }

    public Vec Low { get; }

    public Vec High { get; }

    /// <summary>Whether a place lies inside (even-odd rule).</summary>
    public bool Contains(Vec place)
    {
        if (place.X < Low.X || place.X > High.X || place.Y < Low.Y || place.Y > High.Y)
        {
            return false;
        }

        var inside = false;
        for (var i = 0; i + 1 < Ring.Points.Count; i++)
        {
            var (a, b) = (Ring.Points[i], Ring.Points[i + 1]);
            if (a.Y > place.Y != b.Y > place.Y && place.X < a.X + ((place.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X)))
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>Whether the boxes of the outline and of a line overlap.</summary>
    public bool IsNear(Polyline line) =>
        line.Points.Any(p => p.X >= Low.X) && line.Points.Any(p => p.X <= High.X) && line.Points.Any(p => p.Y >= Low.Y) && line.Points.Any(p => p.Y <= High.Y);

    /// <summary>The parts of a line that lie inside, in order along it.</summary>
    public List<(double From, double To)> Inside(Polyline line)
    {
        var spans = new List<(double From, double To)>();
        if (!IsNear(line))
        {
            return spans;
        }

        var at = 0.0;
        foreach (var cut in Crossing.Of(line, _index).Select(c => c.Along).Append(line.Length))
        {
            if (cut - at > 0.5 && Contains(line.At((at + cut) / 2)))
            {
                spans.Add((at, cut));
            }

            at = cut;
        }

        return spans;
    }
}
