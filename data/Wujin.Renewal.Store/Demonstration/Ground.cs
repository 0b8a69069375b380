using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Quadtree;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>The district while sites are being put into it: what is land, whose it is, and what is taken. EPSG:4549, metres.</summary>
internal sealed class Ground
{
    private const double ShoreMetres = 60;

    private readonly IPreparedGeometry _district;
    private readonly IPreparedGeometry _water;
    private readonly List<(TownArea Town, IPreparedGeometry Area)> _towns;
    private readonly Quadtree<Geometry> _taken = new();
    private readonly Quadtree<Geometry> _protected = new();

    public Ground(ReferenceData reference)
    {
        _district = PreparedGeometryFactory.Prepare(reference.Outline.Metres.Buffer(-ShoreMetres));
        _water = PreparedGeometryFactory.Prepare(new Water(reference).All.Buffer(ShoreMetres));
        _towns = [.. reference.Towns.Select(t => (t, PreparedGeometryFactory.Prepare(t.Metres)))];
    }

    /// <summary>Whether a shape lies on dry land, wholly inside the district and a little off its border.</summary>
    public bool IsLand(Geometry shape) => _district.Contains(shape) && !_water.Intersects(shape);

    /// <summary>Whether a shape keeps its distance from everything that was taken.</summary>
    public bool IsFree(Geometry shape, double gapMetres) => !IsNear(_taken, shape, gapMetres);

    /// <summary>Whether a shape lies wholly in one town.</summary>
    public bool IsWithin(Geometry shape, TownArea town) => _towns.Single(t => t.Town == town).Area.Contains(shape);

    /// <summary>How much of a shape lies in one town, 0 to 1.</summary>
    public double ShareIn(TownArea town, Geometry shape)
    {
        var area = _towns.Single(t => t.Town == town).Area;
        return area.Contains(shape) ? 1 : area.Intersects(shape) ? town.Metres.Intersection(shape).Area / shape.Area : 0;
    }

    /// <summary>The town that covers most of a shape.</summary>
    public TownArea TownOf(Geometry shape) => _towns.Select(t => t.Town).MaxBy(town => ShareIn(town, shape))!;

    /// <summary>How much of a shape lies in farmland or inside the ecological red line, 0 to 1.</summary>
    public double ProtectedShare(Geometry shape) =>
        _protected.Query(shape.EnvelopeInternal).Where(p => p.Intersects(shape)).Sum(p => p.Intersection(shape).Area) / shape.Area;

    /// <summary>Whether a shape keeps its distance from farmland and the ecological red line.</summary>
    public bool IsUnprotected(Geometry shape, double gapMetres) => !IsNear(_protected, shape, gapMetres);

    /// <summary>Takes the ground of a site.</summary>
    public void Take(Geometry shape) => _taken.Insert(shape.EnvelopeInternal, shape);

    /// <summary>Protects the ground of a constraint area.</summary>
    public void Protect(Geometry shape) => _protected.Insert(shape.EnvelopeInternal, shape);

    private static bool IsNear(Quadtree<Geometry> index, Geometry shape, double gapMetres)
    {
        var reach = shape.EnvelopeInternal.Copy();
        reach.ExpandBy(gapMetres);
        return index.Query(reach).Any(other => other.EnvelopeInternal.Intersects(reach) && other.IsWithinDistance(shape, gapMetres));
    }
}
