namespace Wujin.Renewal.TravelTime.Network;

/// <summary>A place on earth in ten-millionths of a degree (about 1 cm), as OpenStreetMap stores it. WGS 84.</summary>
/// <param name="LonE7">Longitude × 10⁷.</param>
/// <param name="LatE7">Latitude × 10⁷.</param>
public readonly record struct Position(int LonE7, int LatE7)
{
    /// <summary>Longitude in degrees.</summary>
    public double Longitude => LonE7 * 1e-7;

    /// <summary>Latitude in degrees.</summary>
    public double Latitude => LatE7 * 1e-7;

    /// <summary>The position nearest to a pair of degrees.</summary>
    public static Position FromDegrees(double longitude, double latitude) =>
        new((int)Math.Round(longitude * 1e7), (int)Math.Round(latitude * 1e7));
}
