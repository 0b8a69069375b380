using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Union;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// Makes up the three control lines (三区三线): an ecological red line along the shores, growth boundaries around the seats, farmland
/// between them. As in the law, the three do not overlap one another.
/// </summary>
internal sealed class ConstraintLayout
{
    private const int FarmlandCount = 25;

    // Reaches of shore: lake, share of its ring from and to, Chinese and English name.
    private static readonly (int Lake, double From, double To, string Zh, string En)[] Shores =
    [
        (0, 0.09, 0.22, "滆湖北岸", "North shore of Gehu"),
        (0, 0.26, 0.38, "滆湖西岸", "West shore of Gehu"),
        (0, 0.66, 0.76, "滆湖东岸南段", "East shore of Gehu, south"),
        (0, 0.81, 0.93, "滆湖东岸北段", "East shore of Gehu, north"),
        (1, 0.05, 0.21, "竺山湖沿岸", "Shore of Zhushan Bay"),
        (2, 0.72, 0.98, "梅梁湖沿岸", "Shore of Meiliang Bay"),
    ];

    private readonly List<FeatureDraft> _drafts = [];
    private readonly Geometry _land;
    private readonly Water _water;

    private ConstraintLayout(ReferenceData reference)
    {
        _water = new Water(reference);
        _land = reference.Outline.Metres.Buffer(-30).Difference(_water.All);
    }

    /// <summary>Draws all constraint areas; farmland and the red line become protected ground.</summary>
    public static IReadOnlyList<FeatureDraft> Draw(
        ReferenceData reference, Ground ground, IReadOnlyDictionary<TownArea, StreetFrame> frames, SeededRandom random)
    {
        var layout = new ConstraintLayout(reference);
        var shores = Shores.Select(shore => layout.Shore(shore, random)).ToList();
        var redLine = UnaryUnionOp.Union(shores);
        var towns = UnaryUnionOp.Union(reference.Towns.Select(t => Blob(t, random)));
        var growth = Land(towns.Intersection(layout._land).Difference(redLine.Buffer(15)), 300_000);
        var built = PreparedGeometryFactory.Prepare(MetricPlane.Metres.CreateMultiPolygon([.. growth]).Buffer(30));
        for (var i = 0; i < shores.Count; i++)
        {
            ground.Protect(shores[i]);
            layout.Add("WJ-E", i, "ecological", $"{Shores[i].Zh}生态保护红线（示例）", $"{Shores[i].En}, ecological red line (made up)", shores[i]);
        }

        for (var i = 0; i < growth.Count; i++)
        {
            var main = ground.TownOf(growth[i]).Seat;
            layout.Add("WJ-G", i, "growth-boundary", $"{main.NameZh}城镇开发边界（示例）", $"{main.NameEn}, urban growth boundary (made up)", growth[i]);
        }

        layout.Farmland(reference, ground, frames, built, random);
        return layout._drafts;
    }

    private void Farmland(
        ReferenceData reference, Ground ground, IReadOnlyDictionary<TownArea, StreetFrame> frames, IPreparedGeometry built, SeededRandom random)
    {
        var towns = reference.Towns.OrderByDescending(t => t.Metres.Area).Take(12).ToList();
        for (var i = 0; i < FarmlandCount;)
        {
            var town = towns[i % towns.Count];
            var extent = town.Metres.EnvelopeInternal;
            var centre = new Coordinate(random.Between(extent.MinX, extent.MaxX), random.Between(extent.MinY, extent.MaxY));
            var point = MetricPlane.Metres.CreatePoint(centre);
            if (built.Intersects(point) || !ground.IsLand(point) || !ground.IsUnprotected(point, 500))
            {
                continue; // drawing a field costs more than this
            }

            var (u, v) = frames[town].Near(centre);
            var shape = PatchShape.Draw(random.Between(900_000, 4_200_000), random.Between(7, 15), random)[0];
            var field = frames[town].Place(MetricPlane.Metres.CreatePolygon(
                MetricPlane.Metres.CreateLinearRing(Array.ConvertAll(shape.Shell.Coordinates, c => new Coordinate(c.X + u, c.Y + v)))));
            if (!built.Intersects(field) && ground.IsLand(field) && ground.IsUnprotected(field, 80) && field.IsValid)
            {
                ground.Protect(field);
                var home = ground.TownOf(field).Seat;
                Add("WJ-F", i++, "farmland", $"{home.NameZh}永久基本农田{i}号片（示例）", $"{home.NameEn}, permanent basic farmland {i} (made up)", field);
            }
        }
    }

    private void Add(string prefix, int index, string type, string nameZh, string nameEn, Polygon area) => _drafts.Add(new FeatureDraft(
        new Dictionary<string, object?>
        {
            ["code"] = $"{prefix}-{index + 1:00}",
            ["name_zh"] = nameZh,
            ["name_en"] = nameEn,
            ["type"] = type,
            ["is_demo"] = true,
            ["source"] = DemonstrationDistrict.Source,
        },
        MetricPlane.ToDegrees(area)));

    // Overlapping circles of 300 to 850 m along the shore, without the water itself.
    private Polygon Shore((int Lake, double From, double To, string Zh, string En) shore, SeededRandom random)
    {
        var lake = _water.Lakes[shore.Lake];
        var line = new NetTopologySuite.LinearReferencing.LengthIndexedLine(lake.Shell);
        var circles = new List<Geometry>();
        for (var at = shore.From * lake.Shell.Length; at < shore.To * lake.Shell.Length; at += 420)
        {
            circles.Add(MetricPlane.Metres.CreatePoint(line.ExtractPoint(at)).Buffer(random.Between(300, 850), 4));
        }

        return Land(UnaryUnionOp.Union(circles).Difference(lake.Buffer(5)).Intersection(_land), 0).MaxBy(p => p.Area)!;
    }

    private static Polygon Blob(TownArea town, SeededRandom random)
    {
        var radius = TownProfile.Of(town.Seat.Code).GrowthMetres;
        var centre = MetricPlane.ToMetres(town.Seat.Location);
        var (second, third, fifth) = (random.Between(0, 6.3), random.Between(0, 6.3), random.Between(0, 6.3));
        const int Corners = 44;
        var ring = new Coordinate[Corners + 1];
        for (var i = 0; i < Corners; i++)
        {
            var angle = 2 * Math.PI * i / Corners;
            var r = radius * (1 + (0.16 * Math.Sin((2 * angle) + second)) + (0.11 * Math.Sin((3 * angle) + third))
                + (0.07 * Math.Sin((5 * angle) + fifth)) + (0.02 * random.Bell()));
            ring[i] = new Coordinate(centre.X + (r * Math.Cos(angle)), centre.Y + (r * Math.Sin(angle)));
        }

        ring[Corners] = ring[0].Copy();
        return MetricPlane.Metres.CreatePolygon(ring);
    }

    private static List<Polygon> Land(Geometry areas, double leastM2) =>
        [.. Enumerable.Range(0, areas.NumGeometries).Select(i => (Polygon)areas.GetGeometryN(i)).Where(p => p.Area > leastM2).OrderByDescending(p => p.Area)];
}
