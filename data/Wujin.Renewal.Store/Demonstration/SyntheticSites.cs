using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// Any number of made-up compounds on a grid around the district, for measuring how the register grows. They look like nothing real; the
/// programme to look at is <see cref="DemonstrationDistrict"/>.
/// </summary>
public static class SyntheticSites
{
    /// <summary>The most that fit into a square that lies within China.</summary>
    public const int MaximumCount = 2_000_000;

    private const string Source = "虚构数据：用于测量规模增长 (made up, for measurements of scale)";
    private const double CellMetres = 400;

    /// <summary>
    /// Compounds with simple polygons of 8 to 40 vertices, 1.5 to 9 ha, none touching another. Streams: nothing is kept. The same count and seed
    /// give the same features.
    /// </summary>
    /// <param name="count">How many, 1 to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">Another seed, other shapes and figures.</param>
    public static IEnumerable<FeatureDraft> Generate(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumCount);
        return Stream(count, new SeededRandom(unchecked((ulong)seed)));
    }

    private static IEnumerable<FeatureDraft> Stream(int count, SeededRandom random)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(count));
        var middle = MetricPlane.ToMetres(new Coordinate(119.95, 31.62));
        for (var i = 0; i < count; i++)
        {
            var centre = new Coordinate(
                middle.X + (((i % columns) - (columns / 2.0)) * CellMetres), middle.Y + (((i / columns) - (columns / 2.0)) * CellMetres));
            var outline = Outline(centre, random);
            yield return new FeatureDraft(Values(i, outline.Area, random), MetricPlane.ToDegrees(outline));
        }
    }

    // A star around the middle of the cell: angles rise, so the ring cannot cross itself; it stays 30 m inside the cell.
    private static Polygon Outline(Coordinate centre, SeededRandom random)
    {
        var vertices = random.Between(8, 40);
        var size = random.Between(85, 165);
        var ring = new Coordinate[vertices + 1];
        for (var i = 0; i < vertices; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * (i + random.Between(-0.3, 0.3)) / vertices);
            var radius = size * random.Between(0.88, 1.03);
            ring[i] = new Coordinate(centre.X + (radius * cos), centre.Y + (radius * sin));
        }

        ring[vertices] = ring[0].Copy();
        return MetricPlane.Metres.CreatePolygon(ring);
    }

    private static Dictionary<string, object?> Values(int index, double areaM2, SeededRandom random)
    {
        var floorAreaM2 = areaM2 * random.Between(0.9, 1.6);
        var budget = Ledger.Rounded(floorAreaM2 * random.Between(0.015, 0.06), 1);
        return new Dictionary<string, object?>
        {
            ["code"] = $"SYN-{index + 1:0000000}",
            ["name_zh"] = $"合成小区{index + 1}",
            ["name_en"] = $"Synthetic Compound {index + 1}",
            ["stage"] = "surveyed",
            ["stage_date"] = new DateOnly(2020, 1, 1).AddDays(random.Between(0, 2400)),
            ["plan_year"] = (long)random.Between(2020, 2027),
            ["budget_wan"] = budget,
            ["spent_wan"] = 0m,
            ["declared_area_m2"] = Ledger.Rounded(areaM2 * random.Between(0.98, 1.02), 0),
            ["year_built"] = (long)random.Between(1976, 2005),
            ["buildings"] = (long)Math.Max(2, floorAreaM2 / 3000),
            ["households"] = (long)(floorAreaM2 / 80),
            ["floor_area_m2"] = Ledger.Rounded(floorAreaM2, 0),
            ["renovation_class"] = CodeLists.RenovationClasses.Entries[random.Between(0, 2)].Code,
            ["consent_percent"] = Ledger.Rounded(random.Between(40.0, 100.0), 1),
            ["is_demo"] = true,
            ["source"] = Source,
        };
    }
}
