using Wujin.Renewal.Domain.Crs;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Crs;

public sealed class CrsDescriptionTests
{
    private const string Esri2000 = """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";
    private const string EsriWgs84 = """GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";
    private const string Gdal2000 = """GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4490"]]""";

    private static string Esri(string geographic, double meridian, double easting, string projection = "Gauss_Kruger", double scale = 1) =>
        FormattableString.Invariant($"""
        PROJCS["any name",{geographic},PROJECTION["{projection}"],PARAMETER["False_Easting",{easting:F1}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian:F1}],PARAMETER["Scale_Factor",{scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]
        """);

    private static CoordinateSystem Accepted(string wkt)
    {
        var description = CrsDescription.FromWkt(wkt);
        Assert.Null(description.Problem);
        return Assert.IsType<CoordinateSystem>(description.System);
    }

    private static string Refused(string wkt)
    {
        var description = CrsDescription.FromWkt(wkt);
        Assert.Null(description.System);
        return Assert.IsType<string>(description.Problem);
    }

    [Theory]
    [InlineData(Esri2000, "EPSG:4490")]
    [InlineData(Gdal2000, "EPSG:4490")]
    [InlineData("""GEOGCS["CGCS2000",DATUM["CGCS2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""", "EPSG:4490")]
    [InlineData(EsriWgs84, "EPSG:4326")]
    [InlineData("""GEOGCS("WGS 84",DATUM("WGS_1984",SPHEROID("WGS 84",6378137,298.257223563)),PRIMEM("Greenwich",0),UNIT("degree",0.0174532925199433),AXIS("Lon",EAST),AXIS("Lat",NORTH))""", "EPSG:4326")]
    public void Geographic_systems_are_known_under_their_many_names(string wkt, string code) => Assert.Equal(code, Accepted(wkt).Code);

    [Theory]
    [InlineData(120, 500_000, "EPSG:4549")]
    [InlineData(120, 40_500_000, "EPSG:4528")]
    [InlineData(117, 500_000, "EPSG:4548")]
    [InlineData(114, 500_000, "EPSG:4547")]
    [InlineData(75, 25_500_000, "EPSG:4513")]
    [InlineData(117, 20_500_000, "EPSG:4498")]
    public void Gauss_Kruger_zones_are_known_by_their_parameters_whatever_their_name(double meridian, double easting, string code)
    {
        Assert.Equal(code, Accepted(Esri(Esri2000, meridian, easting)).Code);
        Assert.Equal(code, Accepted(Esri(Gdal2000, meridian, easting, "Transverse_Mercator")).Code);
    }

    [Fact]
    public void UTM_on_WGS_84_is_transformed_as_PROJ_does()
    {
        var utm = Accepted(Esri(EsriWgs84, 117, 500_000, "Transverse_Mercator", 0.9996));

        var (longitude, latitude) = utm.Projection.ToGeographic(779602.433449, 3510968.141795);

        Assert.Null(utm.Srid);
        Assert.Equal(119.95, longitude, 1e-10);
        Assert.Equal(31.7, latitude, 1e-10);
    }

    [Fact]
    public void An_Albers_projection_on_CGCS2000_goes_through_ProjNET_and_agrees_with_PROJ_to_a_millimetre()
    {
        var albers = Accepted($"""PROJCS["China_Albers",{Esri2000},PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Standard_Parallel_1",25.0],PARAMETER["Standard_Parallel_2",47.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""");

        var (longitude, latitude) = albers.Projection.ToGeographic(1391191.485299, 3467611.720119);

        Assert.Equal(119.95, longitude, 1e-8);
        Assert.Equal(31.7, latitude, 1e-8);
    }

    [Theory]
    [InlineData("""PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]""")]
    [InlineData("""PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","3857"]]""")]
    public void Web_Mercator_is_known_in_both_dialects(string wkt) => Assert.Equal("EPSG:3857", Accepted(wkt).Code);

    [Theory]
    [InlineData("GCS_Xian_1980", "D_Xian_1980", "Xian 1980")]
    [InlineData("Xian 1980", "Xian_1980", "Xian 1980")]
    [InlineData("GCS_Beijing_1954", "D_Beijing_1954", "Beijing 1954")]
    [InlineData("GCS_New_Beijing", "D_Beijing_1954", "Beijing 1954")]
    public void Old_national_datums_are_refused_with_the_way_to_convert(string name, string datum, string words)
    {
        var problem = Refused(Esri($"""GEOGCS["{name}",DATUM["{datum}",SPHEROID["x",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""", 120, 500_000));

        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Contains("local parameters", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a projection")]
    [InlineData("GEOGCS[")]
    [InlineData("""GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""")]
    [InlineData("""GEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble"],CS[ellipsoidal,2],ID["EPSG",4326]]""")]
    public void What_is_not_understood_points_to_the_crs_option(string wkt) => Assert.Contains("--crs", Refused(wkt), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_projection_points_to_the_crs_option() => Assert.Contains("--crs", Refused(Esri(Esri2000, 120, 0, "Interrupted_Goode")), StringComparison.Ordinal);

    [Fact]
    public void A_million_brackets_are_refused_not_a_crash() => Assert.NotNull(Refused(string.Concat(Enumerable.Repeat("A[", 1_000_000))));
}
