using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>Any projection that ProjNET knows (Albers, Lambert, Mercator …), between its plane and its own geographic system.</summary>
internal sealed class WktProjection : Projection
{
    private readonly MathTransform _toGeographic;
    private readonly MathTransform _fromGeographic;

    private WktProjection(MathTransform toGeographic, MathTransform fromGeographic) => (_toGeographic, _fromGeographic) = (toGeographic, fromGeographic);

    /// <summary>Sets up the projection of a well-known text.</summary>
    /// <returns>Null when ProjNET does not know it.</returns>
    public static WktProjection? TryCreate(string wkt)
    {
        try
        {
            if (new CoordinateSystemFactory().CreateFromWkt(wkt) is not ProjectedCoordinateSystem plane)
            {
                return null;
            }

            var factory = new CoordinateTransformationFactory();
            return new(
                factory.CreateFromCoordinateSystems(plane, plane.GeographicCoordinateSystem).MathTransform,
                factory.CreateFromCoordinateSystems(plane.GeographicCoordinateSystem, plane).MathTransform);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or FormatException or InvalidOperationException or InvalidCastException
            or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException or NotImplementedException)
        {
            // ProjNET has no exception of its own for a text it cannot read: whatever its reader trips over, the text is not usable.
            return null;
        }
    }

    /// <inheritdoc/>
    public override (double Longitude, double Latitude) ToGeographic(double x, double y) => _toGeographic.Transform(x, y);

    /// <inheritdoc/>
    public override (double X, double Y) FromGeographic(double longitude, double latitude) => _fromGeographic.Transform(longitude, latitude);
}
