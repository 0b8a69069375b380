using System.Globalization;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>Outlines given in any system of Chinese planning arrive where they belong.</summary>
public sealed class CoordinateSystemTests : ImportVerbTest
{
    /// <summary>The seat of Changzhou in WGS 84, as in the test data of gcoord (MIT licence), and the same place as the map services give it.</summary>
    private const double Longitude = 119.9693204;
    private const double Latitude = 31.8132801;

    [Theory]
    [InlineData("GCJ-02", 119.9740649, 31.8112302)]
    [InlineData("BD-09", 119.9805555, 31.8173091)]
    [InlineData("gcj02", 119.9740649, 31.8112302)]
    public async Task The_shifted_coordinates_of_the_map_services_are_shifted_back(string crs, double longitude, double latitude)
    {
        var done = await ImportAsync(
            Write("a.csv", string.Create(CultureInfo.InvariantCulture, $"code,name_zh,lon,lat\nP,常州,{longitude},{latitude}\n")), "place", "--encoding", "UTF-8", "--crs", crs);

        Assert.True(done.ExitCode == 0, done.Error);
        var metres = await Source.ScalarAsync<double>(
            "SELECT ST_Distance(geom::geography, ST_SetSRID(ST_MakePoint($1, $2), 4490)::geography) FROM renewal.place WHERE code = 'P'", Longitude, Latitude);
        Assert.InRange(metres, 0, 1);
    }

    [Theory]
    [InlineData(4549)]
    [InlineData(4528)]
    [InlineData(4490)]
    [InlineData(4326)]
    [InlineData(3857)]
    public async Task An_outline_transformed_by_PostGIS_comes_back_to_a_tenth_of_a_millimetre(int srid)
    {
        var box = RegisterSql.Box(119.94, 31.71, 119.95, 31.72);
        var wkt = await Source.ScalarAsync<string>($"SELECT ST_AsText(ST_Transform({box}, {srid}))");

        var done = await ImportAsync(Write("a.csv", $"code,name_zh,wkt\nA,小区,\"{wkt}\"\n"), "compound", "--encoding", "UTF-8", "--crs", $"EPSG:{srid}");

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.InRange(await Source.ScalarAsync<double>($"SELECT ST_HausdorffDistance(geom, {box}) FROM renewal.site"), 0, 1e-9);
    }

    [Fact]
    public async Task Metres_read_in_the_wrong_zone_are_refused_with_what_the_numbers_look_like()
    {
        var file = Write("a.csv", "code,name_zh,wkt\nA,小区,\"POLYGON((494000 3508000,494200 3508000,494200 3508200,494000 3508000))\"\n");

        var done = await ImportAsync(file, "compound", "--encoding", "UTF-8", "--crs", "EPSG:4528");

        Assert.Equal(1, done.ExitCode);
        Assert.Contains("The file has 494000, 3508000, read as EPSG:4528: they look like Gauss-Kruger metres without a zone number", done.Error, StringComparison.Ordinal);
        Assert.Equal(0L, await CountSitesAsync());
    }
}
