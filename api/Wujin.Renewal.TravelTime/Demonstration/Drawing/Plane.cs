using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Drawing;

/// <summary>
/// The drawing plane: plate carrée true at 31.7° N, metres. Lengths are wrong by up to 1.5 % at Hangzhou; the file holds degrees, so that nothing
/// else is. Additions and multiplications only, so that it gives the same numbers on every machine.
/// </summary>
internal static class Plane
{
    private const double MiddleLongitude = 119.95;
    private const double MiddleLatitude = 31.7;

    // Metres of a degree of the WGS 84 ellipsoid at 31.7° N.
    private const double MetresOfLongitude = 94_800;
    private const double MetresOfLatitude = 110_870;

    public static Vec Metres(double longitude, double latitude) =>
        new((longitude - MiddleLongitude) * MetresOfLongitude, (latitude - MiddleLatitude) * MetresOfLatitude);

    public static Position Position(Vec metres) =>
        Network.Position.FromDegrees(MiddleLongitude + (metres.X / MetresOfLongitude), MiddleLatitude + (metres.Y / MetresOfLatitude));
}
