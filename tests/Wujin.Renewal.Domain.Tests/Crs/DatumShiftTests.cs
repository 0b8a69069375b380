using System.Text.Json;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Testing;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Crs;

/// <summary>The datum shifts of the web maps against the 664 cities of gcoord's test data (degrees with seven decimals, metres with three).</summary>
public sealed class DatumShiftTests
{
    // The published formula is 0.7 m beside the services' own shift; 8e-6 degree is 0.89 m of latitude, 0.75 m of longitude in Wujin.
    private const double PublishedFormulaDegrees = 8e-6;

    private static readonly string? Oracle = SharedData.Find("crs", "datum-china-cities.json");

    private static List<(string City, double[] From, double[] To)> Cities(string from, string to)
    {
        Assert.SkipWhen(Oracle is null, SharedData.Absent);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Oracle));
        var cities = json.RootElement.EnumerateArray().Select(c => (
            c.GetProperty("attrs").GetProperty("name").GetString()!,
            Pair(c.GetProperty("coords").GetProperty(from)),
            Pair(c.GetProperty("coords").GetProperty(to)))).ToList();
        Assert.Equal(664, cities.Count);
        return cities;

        static double[] Pair(JsonElement e) => [e[0].GetDouble(), e[1].GetDouble()];
    }

    private static void EachCity(string from, string to, double tolerance, Func<double, double, (double X, double Y)> map)
    {
        foreach (var (city, source, target) in Cities(from, to))
        {
            var (x, y) = map(source[0], source[1]);
            Assert.True(
                Math.Abs(x - target[0]) <= tolerance && Math.Abs(y - target[1]) <= tolerance,
                $"{city}: {x:F8} {y:F8}, expected {target[0]:F7} {target[1]:F7}");
        }
    }

    [Fact]
    public void GCJ_02_of_664_cities_agrees_with_the_map_services_to_eighty_centimetres() =>
        EachCity("WGS84", "GCJ02", PublishedFormulaDegrees, CoordinateSystems.Gcj02.Projection.FromGeographic);

    [Fact]
    public void GCJ_02_leads_back_to_664_cities_within_eighty_centimetres() =>
        EachCity("GCJ02", "WGS84", PublishedFormulaDegrees, CoordinateSystems.Gcj02.Projection.ToGeographic);

    [Fact]
    public void BD_09_leads_back_to_664_cities_within_eighty_centimetres() =>
        EachCity("BD09", "WGS84", PublishedFormulaDegrees, CoordinateSystems.Bd09.Projection.ToGeographic);

    [Fact]
    public void Baidu_metres_lead_back_to_664_cities_within_eighty_centimetres() =>
        EachCity("BD09MC", "WGS84", PublishedFormulaDegrees, CoordinateSystems.Bd09Mercator.Projection.ToGeographic);

    [Fact]
    public void The_step_from_GCJ_02_to_BD_09_agrees_to_a_centimetre() => EachCity("GCJ02", "BD09", 1e-7, Bd09.Shift);

    [Fact]
    public void The_step_from_BD_09_to_Baidu_metres_agrees_to_two_centimetres() => EachCity("BD09", "BD09MC", 0.02, BaiduMercator.FromBd09);

    [Theory]
    [InlineData("GCJ-02")]
    [InlineData("BD-09")]
    [InlineData("BD09MC")]
    public void The_way_there_and_back_misses_every_city_by_less_than_a_millimetre(string code)
    {
        var projection = CoordinateSystems.Parse(code).Projection;
        EachCity("WGS84", "WGS84", 1e-8, (longitude, latitude) =>
        {
            var (x, y) = projection.FromGeographic(longitude, latitude);
            return projection.ToGeographic(x, y);
        });
    }

    [Fact]
    public void Web_Mercator_metres_of_664_cities_agree_to_a_centimetre() =>
        EachCity("WGS84", "EPSG3857", 0.01, CoordinateSystems.WebMercator.Projection.FromGeographic);

    [Theory]
    [InlineData(139.7, 35.7)] // Tokyo
    [InlineData(2.35, 48.85)] // Paris
    [InlineData(103.8, 0.5)] // south of the rectangle
    public void GCJ_02_changes_nothing_outside_China(double longitude, double latitude) =>
        Assert.Equal((longitude, latitude), CoordinateSystems.Gcj02.Projection.FromGeographic(longitude, latitude));

    [Fact]
    public void GCJ_02_moves_Wujin_by_some_five_hundred_metres()
    {
        var (longitude, latitude) = CoordinateSystems.Gcj02.Projection.FromGeographic(119.9433, 31.7177);

        var metres = Math.Sqrt(Math.Pow((longitude - 119.9433) * 94_700, 2) + Math.Pow((latitude - 31.7177) * 110_900, 2));
        Assert.InRange(metres, 300, 700);
    }
}
