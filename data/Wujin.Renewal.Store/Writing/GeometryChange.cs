using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Store.Writing;

/// <summary>That a geometry changes, and to what.</summary>
/// <param name="Geometry">The new geometry in its stored form, or null to remove it.</param>
public sealed record GeometryChange(Geometry? Geometry);
