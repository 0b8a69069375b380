using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>A site as the filters of these tests see it.</summary>
public sealed record Plot(
    string Code, string Name, string? NameEn, string Stage, int? Year, int? Households, decimal? Budget, double? Area, bool IsDemo, DateOnly StageDate, DateOnly? Start, DateOnly? Finish,
    Geometry? Outline)
{
    private const double Cell = 1.0 / 1024; // binary fractions, so that text, database and C# have the very same numbers

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);
    private static readonly string[] Names = ["甲小区", "乙小区", "Straße", "STRASSE", "Ångström", "angstrom", "Οδος", "ΟΔΌΣ", "a_b%c", @"a\b", "it's", "Łódź", "lodz", "50%"];
    private static readonly string[] Stages = ["proposed", "approved", "construction"];

    /// <summary>Makes sites from a seed.</summary>
    public static List<Plot> Make(int count, int seed)
    {
        var random = new Random(seed);
        T? Maybe<T>(Func<T> make) where T : struct => random.Next(4) == 0 ? null : make();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var outline = random.Next(6) == 0 ? null : Shape(random);
            var start = Maybe(() => Day(random));
            return new Plot(
                $"P{i:000}", Names[random.Next(Names.Length)], random.Next(3) == 0 ? null : Names[random.Next(Names.Length)], outline is null ? "surveyed" : Stages[random.Next(3)],
                Maybe(() => 2023 + random.Next(4)), Maybe(() => random.Next(20)), Maybe(() => random.Next(40) * 0.25m), null, random.Next(2) == 0,
                Day(random), start, Maybe(() => (start ?? new DateOnly(2024, 1, 10)).AddDays(random.Next(20))), outline);
        })];
    }

    /// <summary>A day of the first weeks of 2024, so that days meet.</summary>
    public static DateOnly Day(Random random) => new DateOnly(2024, 1, 1).AddDays(random.Next(24));

    /// <summary>An area on the grid: a rectangle, one with a hole, or two.</summary>
    public static MultiPolygon Shape(Random random)
    {
        var (x, y) = (random.Next(12), random.Next(12));
        Polygon Rectangle(int west, int south, int width, int height) => (Polygon)Factory.ToGeometry(new Envelope(X(west), X(west + width), Y(south), Y(south + height)));
        return random.Next(4) switch
        {
            0 => Factory.CreateMultiPolygon([Factory.CreatePolygon(Rectangle(x, y, 4, 4).Shell, [(LinearRing)Rectangle(x + 1, y + 1, 2, 2).Shell.Reverse()])]),
            1 => Factory.CreateMultiPolygon([Rectangle(x, y, 2, 2), Rectangle(x + 3, y, 1 + random.Next(3), 2)]),
            _ => Factory.CreateMultiPolygon([Rectangle(x, y, 1 + random.Next(4), 1 + random.Next(4))]),
        };
    }

    /// <summary>Longitude of a line of the grid.</summary>
    public static double X(double column) => 119.5 + (column * Cell);

    /// <summary>Latitude of a line of the grid.</summary>
    public static double Y(double row) => 31.5 + (row * Cell);
}
