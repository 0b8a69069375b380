namespace Wujin.Renewal.Domain.Crs;

/// <summary>
/// BD09MC, the metres of Baidu maps: BD-09 degrees through a sixth-order polynomial for each band of 15 degrees of latitude.
/// The coefficients are those of Baidu's published map interface; the way back solves the same polynomial by Newton's method,
/// so that there and back agree.
/// </summary>
public sealed class BaiduMercator : Projection
{
    private static readonly Bd09 Degrees = new();

    // From the equator northwards. Easting = p[1] * |longitude| + p[0]; northing = sum of p[2 + i] * (|latitude| / p[9]) ^ i.
    private static readonly double[][] Bands =
    [
        [-0.0003218135878613132, 111320.7020701615, 0.00369383431289, 823725.6402795718, 0.46104986909093, 2351.343141331292, 1.58060784298199, 8.77738589078284, 0.37238884252424, 7.45],
        [-0.0003441963504368392, 111320.7020576856, 278.2353980772752, 2485758.690035394, 6070.750963243378, 54821.18345352118, 9540.606633304236, -2710.55326746645, 1405.483844121726, 22.5],
        [0.00220636496208, 111320.7020209128, 51751.86112841131, 3796837.749470245, 992013.7397791013, -1221952.21711287, 1340652.697009075, -620943.6990984312, 144416.9293806241, 37.5],
        [0.00337398766765, 111320.7020202162, 4481351.045890365, -23393751.19931662, 79682215.47186455, -115964993.2797253, 97236711.15602145, -43661946.33752821, 8477230.501135234, 52.5],
    ];

    /// <inheritdoc/>
    public override (double X, double Y) FromGeographic(double longitude, double latitude)
    {
        var (x, y) = Degrees.FromGeographic(longitude, latitude);
        return FromBd09(x, y);
    }

    /// <summary>From BD-09 degrees to metres.</summary>
    internal static (double X, double Y) FromBd09(double x, double y)
    {
        var band = Bands[Math.Clamp((int)(y / 15), 0, Bands.Length - 1)];
        return ((band[1] * x) + band[0], Northing(band, y).Metres);
    }

    /// <inheritdoc/>
    public override (double Longitude, double Latitude) ToGeographic(double x, double y)
    {
        var band = Bands[0];
        for (var i = Bands.Length - 1; i > 0; i--)
        {
            if (y >= Northing(Bands[i], i * 15).Metres)
            {
                band = Bands[i];
                break;
            }
        }

        var latitude = y / 111_320.7 * 0.85;
        for (var step = 0; step < 8; step++)
        {
            var (metres, slope) = Northing(band, latitude);
            latitude -= (metres - y) / slope;
        }

        return Degrees.ToGeographic((x - band[0]) / band[1], latitude);
    }

    private static (double Metres, double MetresPerDegree) Northing(double[] band, double latitude)
    {
        var t = latitude / band[9];
        double value = 0, slope = 0;
        for (var i = 8; i >= 2; i--)
        {
            slope = (slope * t) + value;
            value = (value * t) + band[i];
        }

        return (value, slope / band[9]);
    }
}
