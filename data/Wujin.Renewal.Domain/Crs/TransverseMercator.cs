using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>Transverse Mercator: Gauss-Kruger zones, UTM and city grids. ProjNET computes; it is set up on first use.</summary>
/// <remarks>
/// Within 3 µm of PROJ 9.1 over the 3-degree zones of China and 11 µm over the 6-degree zones (the tests hold it). Measured against our own Krüger series to the
/// fourth order (Karney, J. Geodesy 85, 2011), equally exact, on 2026-11-23: 50 ns a point forward and 145 ns back, against 170 ns and 440 ns.
/// </remarks>
public sealed class TransverseMercator : Projection
{
    private readonly Lazy<(MathTransform ToGeographic, MathTransform FromGeographic)> _transforms;

    /// <summary>Sets up a projection.</summary>
    /// <param name="ellipsoid">The ellipsoid.</param>
    /// <param name="centralMeridian">Degrees.</param>
    /// <param name="falseEastingMetres">Easting of the central meridian.</param>
    /// <param name="falseNorthingMetres">Northing of the latitude of origin.</param>
    /// <param name="scale">Scale on the central meridian: 1 for Gauss-Kruger, 0.9996 for UTM.</param>
    /// <param name="latitudeOfOrigin">Degrees.</param>
    public TransverseMercator(
        Ellipsoid ellipsoid, double centralMeridian, double falseEastingMetres, double falseNorthingMetres = 0, double scale = 1, double latitudeOfOrigin = 0) =>
        _transforms = new(() => Create(
            ellipsoid,
            [
                new("latitude_of_origin", latitudeOfOrigin),
                new("central_meridian", centralMeridian),
                new("scale_factor", scale),
                new("false_easting", falseEastingMetres),
                new("false_northing", falseNorthingMetres),
            ]));

    /// <inheritdoc/>
    public override (double X, double Y) FromGeographic(double longitude, double latitude) => _transforms.Value.FromGeographic.Transform(longitude, latitude);

    /// <inheritdoc/>
    public override (double Longitude, double Latitude) ToGeographic(double x, double y) => _transforms.Value.ToGeographic.Transform(x, y);

    private static (MathTransform ToGeographic, MathTransform FromGeographic) Create(Ellipsoid ellipsoid, List<ProjectionParameter> parameters)
    {
        var factory = new CoordinateSystemFactory();
        var figure = factory.CreateFlattenedSphere("ellipsoid", ellipsoid.SemiMajorAxisMetres, ellipsoid.InverseFlattening, LinearUnit.Metre);
        var datum = factory.CreateHorizontalDatum("datum", DatumType.HD_Geocentric, figure, null);
        var geographic = factory.CreateGeographicCoordinateSystem(
            "geographic", AngularUnit.Degrees, datum, PrimeMeridian.Greenwich, new("Lon", AxisOrientationEnum.East), new("Lat", AxisOrientationEnum.North));
        var plane = factory.CreateProjectedCoordinateSystem(
            "plane", geographic, factory.CreateProjection("projection", "Transverse_Mercator", parameters), LinearUnit.Metre,
            new("East", AxisOrientationEnum.East), new("North", AxisOrientationEnum.North));
        var transformations = new CoordinateTransformationFactory();
        return (
            transformations.CreateFromCoordinateSystems(plane, geographic).MathTransform,
            transformations.CreateFromCoordinateSystems(geographic, plane).MathTransform);
    }
}
