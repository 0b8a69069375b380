namespace Wujin.Renewal.TravelTime.Demonstration.Drawing;

/// <summary>A point or a direction in the drawing plane, metres, x east, y north.</summary>
internal readonly record struct Vec(double X, double Y)
{
    /// <summary>Turned 90° anticlockwise.</summary>
    public Vec Left => new(-Y, X);

    /// <summary>Turned 90° clockwise.</summary>
    public Vec Right => new(Y, -X);

    public double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>The same direction with length 1; zero stays zero.</summary>
    public Vec Unit => Length is > 0 and var length ? new Vec(X / length, Y / length) : this;

    public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

    public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y);

    public static Vec operator *(Vec a, double factor) => new(a.X * factor, a.Y * factor);

    public static double Distance(Vec a, Vec b) => (a - b).Length;

    public static Vec Between(Vec a, Vec b, double fraction) => a + ((b - a) * fraction);

    public static Vec OfAngle(double radians)
    {
        var (sin, cos) = Math.SinCos(radians);
        return new Vec(cos, sin);
    }

    public double Dot(Vec other) => (X * other.X) + (Y * other.Y);

    /// <summary>Positive where <paramref name="other"/> lies to the left.</summary>
    public double Cross(Vec other) => (X * other.Y) - (Y * other.X);
}
