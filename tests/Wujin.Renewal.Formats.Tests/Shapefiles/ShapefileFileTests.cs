using System.IO.Compression;
using System.Text;
using CsCheck;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Esri;
using Wujin.Renewal.Formats.Encodings;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Shapefiles;

/// <summary>Shapefiles written by NetTopologySuite's own writer, then bent.</summary>
public sealed class ShapefileFileTests : IDisposable
{
    private const string Prj4549 = """PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Geometry Wkt(string wkt) => new WKTReader().Read(wkt);

    private string WriteShapefile(string name, Encoding encoding, string? prj, params (string Wkt, string 名称, int 户数)[] rows)
    {
        var features = rows.Select(r => new Feature(Wkt(r.Wkt), new AttributesTable { { "名称", r.名称 }, { "户数", r.户数 } })).ToList();
        var path = _folder.PathOf(name + ".shp");
        Shapefile.WriteAllFeatures(features, path, projection: prj, encoding: encoding);
        return path;
    }

    private string Simple(string name = "a", Encoding? encoding = null) => WriteShapefile(
        name, encoding ?? Encoding.UTF8, Prj4549,
        ("POLYGON((494000 3508000, 494000 3508100, 494100 3508100, 494100 3508000, 494000 3508000))", "清英新村", 120),
        ("POLYGON((495000 3508000, 495000 3508100, 495100 3508100, 495100 3508000, 495000 3508000),(495020 3508020, 495040 3508020, 495040 3508040, 495020 3508040, 495020 3508020))", "人民新村", 96));

    private string Zip(string name, params (string Entry, byte[] Bytes)[] entries) => Zip(name, null, entries);

    private string Zip(string name, Encoding? names, params (string Entry, byte[] Bytes)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, names))
        {
            foreach (var (entry, content) in entries)
            {
                using var stream = zip.CreateEntry(entry).Open();
                stream.Write(content);
            }
        }

        return _folder.Write(name, bytes.ToArray());
    }

    private byte[] Part(string name) => File.ReadAllBytes(_folder.PathOf(name));

    [Fact]
    public void Outlines_holes_and_attributes_are_read_as_they_were_written()
    {
        using var source = SourceFile.Open(Simple());
        var rows = source.Rows().ToList();

        Assert.Equal(["清英新村", "人民新村"], source.Column("名称"));
        Assert.Equal([120L, 96L], source.Column("户数"));
        Assert.Equal([10000.0, 9600.0], rows.Select(r => r.Geometry!.Area));
        Assert.Equal((CrsOrigin.Declared, "EPSG:4549"), (source.Crs.Origin, source.Crs.System!.Code));
        Assert.Equal(EncodingOrigin.CodePageFile, source.Encoding!.Origin);
        Assert.Equal(2, source.RowCountHint);
    }

    [Fact]
    public void The_index_file_is_not_needed()
    {
        var path = Simple();
        File.Delete(_folder.PathOf("a.shx"));

        Assert.Equal(2, Reading.All(path).Count);
    }

    [Fact]
    public void A_missing_table_is_told()
    {
        var path = Simple();
        File.Delete(_folder.PathOf("a.dbf"));

        Assert.Contains("a.dbf", Assert.Throws<SourceFileException>(() => SourceFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cpg_that_says_UTF_8_over_a_table_in_GBK_is_not_believed()
    {
        var path = Simple(encoding: TestFolder.Gbk);
        _folder.Write("a.cpg", "UTF-8");
        var table = Part("a.dbf");
        table[29] = 0;
        _folder.Write("a.dbf", table);
        using var source = SourceFile.Open(path);

        Assert.Equal(["清英新村", "人民新村"], source.Column("名称"));
        Assert.True(source.Encoding!.NeedsConfirmation);
        Assert.Contains(source.Notices, n => n.Contains("The .cpg file says UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zip_with_Chinese_names_in_GBK_is_read()
    {
        Simple();
        var path = Zip("b.zip", TestFolder.Gbk, ("数据/小区.shp", Part("a.shp")), ("数据/小区.dbf", Part("a.dbf")), ("数据/小区.prj", Part("a.prj")), ("数据/小区.cpg", Part("a.cpg")));
        using var source = SourceFile.Open(path);

        Assert.Equal(["清英新村", "人民新村"], source.Column("名称"));
        Assert.Equal("EPSG:4549", source.Crs.System!.Code);
    }

    [Fact]
    public void Several_shapefiles_in_a_zip_are_listed_and_one_can_be_chosen()
    {
        Simple();
        var path = Zip("b.zip", ("小区.shp", Part("a.shp")), ("小区.dbf", Part("a.dbf")), ("园区.shp", Part("a.shp")), ("园区.dbf", Part("a.dbf")), ("__MACOSX/._小区.shp", [1]));

        var fault = Assert.Throws<SourceFileException>(() => SourceFile.Open(path));
        Assert.Contains("小区, 园区", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, Reading.All(path, new() { Layer = "园区" }).Count);
    }

    [Theory]
    [InlineData("../../../../tmp/evil")]
    [InlineData("/etc/evil")]
    [InlineData(@"..\..\evil")]
    public void A_name_that_leads_out_of_the_zip_leads_nowhere(string stem)
    {
        Simple();
        var path = Zip("b.zip", (stem + ".shp", Part("a.shp")), (stem + ".dbf", Part("a.dbf")));
        var before = Directory.GetFiles(Path.GetTempPath(), "evil*").Length;

        Assert.Equal(2, Reading.All(path).Count);
        Assert.Equal(before, Directory.GetFiles(Path.GetTempPath(), "evil*").Length);
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_fills_the_disk()
    {
        Simple();
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var shapes = zip.CreateEntry("a.shp").Open())
            {
                var zeros = new byte[1024 * 1024];
                for (var i = 0; i < 300; i++)
                {
                    shapes.Write(zeros);
                }
            }

            using var table = zip.CreateEntry("a.dbf").Open();
            table.Write(Part("a.dbf"));
        }

        var path = _folder.Write("bomb.zip", bytes.ToArray());

        Assert.Contains("unpacks to far more", Assert.Throws<SourceFileException>(() => SourceFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_without_a_shapefile_says_what_it_holds() =>
        Assert.Contains("读我.txt", Assert.Throws<SourceFileException>(() => SourceFile.Open(Zip("c.zip", ("读我.txt", [1])))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_shape_whose_counts_make_no_sense_costs_its_row_only()
    {
        var path = Simple();
        var shapes = Part("a.shp");
        shapes[100 + 8 + 40] = 0xFF; // number of points of the first shape
        shapes[100 + 8 + 43] = 0x7F;
        _folder.Write("a.shp", shapes);
        var rows = Reading.All(path);

        Assert.Contains("more parts or points", Assert.Single(rows[0].Faults).Detail, StringComparison.Ordinal);
        Assert.Empty(rows[1].Faults);
        Assert.Equal(9600, rows[1].Geometry!.Area);
    }

    [Fact]
    public void A_number_that_is_none_and_one_that_is_missing_are_told_apart()
    {
        var path = Simple();
        var table = Part("a.dbf");
        var at = table.Length - 1 - 4;
        Encoding.ASCII.GetBytes("9x6 ").CopyTo(table, at);
        _folder.Write("a.dbf", table);
        var bad = Reading.All(path);
        Encoding.ASCII.GetBytes("****").CopyTo(table, at);
        Array.Fill(table, (byte)'*', at - 6, 10);
        _folder.Write("a.dbf", table);
        using var stars = SourceFile.Open(path);

        Assert.Equal("/properties/户数", Assert.Single(bad[1].Faults).Pointer);
        Assert.Equal([120L, null], stars.Column("户数"));
    }

    [Fact]
    public void Xian_1980_is_refused_until_a_person_says_otherwise()
    {
        var path = Simple();
        _folder.Write("a.prj", Prj4549.Replace("GCS_China_Geodetic_Coordinate_System_2000", "GCS_Xian_1980", StringComparison.Ordinal).Replace("D_China_2000", "D_Xian_1980", StringComparison.Ordinal));

        Assert.Contains("Xian 1980", Assert.Throws<SourceFileException>(() => SourceFile.Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal(2, Reading.All(path, new() { Crs = Wujin.Renewal.Domain.Crs.CoordinateSystems.Parse("4549") }).Count);
    }

    [Fact]
    public void Without_prj_metres_without_a_zone_number_need_a_person_to_name_the_system()
    {
        var path = Simple();
        File.Delete(_folder.PathOf("a.prj"));
        using var source = SourceFile.Open(path);

        Assert.Equal(CrsOrigin.Unknown, source.Crs.Origin);
        Assert.Contains("EPSG:4549", source.Crs.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_polygons_and_texts_come_back_as_they_were_written() =>
        Gen.Select(Gen.Int[1, 6], Gen.Double[119.7, 120.2], Gen.Double[31.4, 31.9], Gen.String[Gen.Char["武进区湖塘镇a1 -"], 0, 20]).List[1, 20].Sample(
            rows =>
            {
                var path = WriteShapefile("r", Encoding.UTF8, null, [.. rows.Select((r, i) => (Star(r.Item1, r.Item2, r.Item3), "名" + r.Item4.Trim() + "。", i))]);
                using var source = SourceFile.Open(path, new() { Crs = Wujin.Renewal.Domain.Crs.CoordinateSystems.Cgcs2000 });
                var read = source.Rows().ToList();
                Assert.Equal(rows.Select(r => "名" + r.Item4.Trim() + "。"), source.Column("名称"));
                Assert.All(read.Zip(rows), p => Assert.True(Wkt(Star(p.Second.Item1, p.Second.Item2, p.Second.Item3)).EqualsTopologically(p.First.Geometry)));
            },
            iter: 50, threads: 1);

    // Several squares side by side, every second one with a hole.
    private static string Star(int parts, double x, double y)
    {
        var polygons = Enumerable.Range(0, parts).Select(i =>
        {
            var west = x + (i * 0.02);
            string Ring(double inset) => FormattableString.Invariant($"({west + inset} {y + inset}, {west + inset} {y + 0.01 - inset}, {west + 0.01 - inset} {y + 0.01 - inset}, {west + 0.01 - inset} {y + inset}, {west + inset} {y + inset})");
            return $"({Ring(0)}{(i % 2 == 1 ? "," + Ring(0.002) : "")})";
        });
        return $"MULTIPOLYGON({string.Join(",", polygons)})";
    }
}
