namespace Wujin.Renewal.TravelTime.Demonstration.Drawing;

/// <summary>A line of straight pieces, measured in metres from its beginning.</summary>
internal sealed class Polyline
{
    private readonly double[] _along;

    public Polyline(IReadOnlyList<Vec> points)
    {
        Points = points;
        _along = new double[points.Count];
        for (var i = 1; i < points.Count; i++)
        {
            _along[i] = _along[i - 1] + Vec.Distance(points[i - 1], points[i]);
        }
    }

    public IReadOnlyList<Vec> Points { get; }

    public double Length => _along[^1];

    public Vec Start => Points[0];

    public Vec End => Points[^1];

    /// <summary>How far along a point is.</summary>
    public double AlongOf(int point) => _along[point];

    /// <summary>The place at a distance from the beginning; beyond the ends it goes straight on.</summary>
    public Vec At(double along)
    {
        var i = PieceAt(along);
        return Points[i] + ((Points[i + 1] - Points[i]) * ((along - _along[i]) / Math.Max(_along[i + 1] - _along[i], 1e-9)));
    }

    /// <summary>The direction at a distance from the beginning, length 1.</summary>
    public Vec DirectionAt(double along)
    {
        var i = PieceAt(along);
        return (Points[i + 1] - Points[i]).Unit;
    }

    /// <summary>The part between two distances, or null where it would be shorter than a metre.</summary>
    public Polyline? Part(double from, double to)
    {
        from = Math.Max(from, 0);
        to = Math.Min(to, Length);
        if (to - from < 1)
        {
            return null;
        }

        var points = new List<Vec> { At(from) };
        for (var i = 0; i < Points.Count; i++)
        {
            if (_along[i] > from + 0.01 && _along[i] < to - 0.01)
            {
                points.Add(Points[i]);
            }
        }

        points.Add(At(to));
        return new Polyline(points);
    }

    public Polyline Reversed() => new([.. Points.Reverse()]);

    /// <summary>The nearest place on the line.</summary>
    public (double Along, double Distance) Nearest(Vec place)
    {
        var best = (Along: 0.0, Distance: double.MaxValue);
        for (var i = 0; i + 1 < Points.Count; i++)
        {
            var piece = Points[i + 1] - Points[i];
            var t = Math.Clamp((place - Points[i]).Dot(piece) / Math.Max(piece.Dot(piece), 1e-9), 0, 1);
            var distance = Vec.Distance(place, Points[i] + (piece * t));
            if (distance < best.Distance)
            {
                best = (_along[i] + (t * (_along[i + 1] - _along[i])), distance);
            }
        }

        return best;
    }

    private int PieceAt(double along)
    {
        var found = Array.BinarySearch(_along, along);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, Points.Count - 2);
    }
}
