using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>A piece of ground for a site, before anything is known of the site.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Town">The town that covers most of it.</param>
/// <param name="Metres">Its outline in EPSG:4549.</param>
internal sealed record SitePlot(SiteKind Kind, TownArea Town, MultiPolygon Metres)
{
    /// <summary>Its area, m².</summary>
    public double AreaM2 { get; } = Metres.Area;

    /// <summary>Puts a shape on the ground, or gives null where it becomes invalid or its area leaves the bounds.</summary>
    public static MultiPolygon? Place(IEnumerable<Polygon> shape, StreetFrame frame, double lowestM2, double highestM2)
    {
        var placed = MetricPlane.Metres.CreateMultiPolygon([.. shape.Select(frame.Place)]);
        var vertices = placed.Geometries.Cast<Polygon>().Sum(p => p.NumPoints - 1 - p.NumInteriorRings);
        return placed.Area > lowestM2 && placed.Area < highestM2 && vertices is >= 6 and <= 40 && placed.IsValid ? placed : null;
    }
}
