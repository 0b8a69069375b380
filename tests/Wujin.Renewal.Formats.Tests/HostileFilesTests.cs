using System.IO.Compression;
using System.Text;
using CsCheck;
using NetTopologySuite.Features;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Esri;
using Wujin.Renewal.Testing.Workbooks;
using Xunit;

namespace Wujin.Renewal.Formats.Tests;

/// <summary>Files cut off, bent or made to harm: each is read soundly or refused with a clear message; nothing else may come out.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private const string Outline = """{"type":"Polygon","coordinates":[[[119.94,31.7],[119.95,31.7],[119.95,31.71],[119.94,31.7]]]}""";

    private static string GeoJson =>
        """{"type":"FeatureCollection","features":[""" + string.Join(",", Enumerable.Range(0, 12).Select(FeatureOf)) + "]}";

    private static string FeatureOf(int i) => $$"""{"type":"Feature","properties":{"code":"C-{{i}}","名称":"清英新村"},"geometry":{{Outline}} }""";

    private static byte[] Workbook => TestWorkbook.Of([["编号", "名称", "户数"], .. Enumerable.Range(0, 40).Select(i => (object?[])[$"C-{i}", "清英新村", i])]);

    private string WriteShapefile()
    {
        var polygon = new WKTReader().Read("POLYGON((119.94 31.7, 119.95 31.71, 119.95 31.7, 119.94 31.7))");
        Shapefile.WriteAllFeatures(Enumerable.Range(0, 12).Select(i => new Feature(polygon, new AttributesTable { { "code", $"C-{i}" }, { "名称", "清英新村" } })), _folder.PathOf("s.shp"), encoding: Encoding.UTF8);
        return _folder.PathOf("s.shp");
    }

    private byte[] ZippedShapefile()
    {
        WriteShapefile();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntryFromFile(_folder.PathOf("s.shp"), "s.shp");
            zip.CreateEntryFromFile(_folder.PathOf("s.dbf"), "s.dbf");
        }

        return bytes.ToArray();
    }

    /// <summary>Rows that were read before the end or the refusal; anything but a clear refusal fails the test.</summary>
    private static (int Rows, string? Refusal) TryRead(string path)
    {
        var rows = 0;
        try
        {
            using var source = SourceFile.Open(path);
            foreach (var row in source.Rows())
            {
                Assert.Equal(source.Fields.Count, row.Values.Count);
                rows++;
            }

            return (rows, null);
        }
        catch (SourceFileException e)
        {
            Assert.True(e.Message.Length > 20, e.Message);
            return (rows, e.Message);
        }
    }

    private void CutEverywhere(string name, byte[] whole, int rows, Func<string>? pathToRead = null)
    {
        for (var length = 0; length < whole.Length; length += 97)
        {
            var path = _folder.Write(name, whole[..length]);
            var (read, refusal) = TryRead(pathToRead?.Invoke() ?? path);
            Assert.True(read <= rows && (read < rows || refusal is not null || length > whole.Length - 97), $"{length} of {whole.Length} bytes gave {read} rows");
        }
    }

    [Fact]
    public void GeoJSON_cut_off_anywhere_is_refused() => CutEverywhere("a.geojson", Encoding.UTF8.GetBytes(GeoJson), 12);

    [Fact]
    public void A_shp_file_cut_off_anywhere_is_refused_or_its_missing_shapes_are_faults()
    {
        var path = WriteShapefile();
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(path, whole[..length]);
            var sound = 0;
            try
            {
                using var source = SourceFile.Open(path);
                sound = source.Rows().Count(r => r.Faults.Count == 0);
            }
            catch (SourceFileException)
            {
                // A clear refusal.
            }

            Assert.True(sound < 12, $"{length} bytes");
        }
    }

    [Fact]
    public void A_dbf_table_cut_off_anywhere_is_refused()
    {
        WriteShapefile();
        CutEverywhere("t.dbf", File.ReadAllBytes(_folder.PathOf("s.dbf")), 12);
    }

    [Fact]
    public void A_zip_cut_off_anywhere_is_refused() => CutEverywhere("z.zip", ZippedShapefile(), 12);

    [Fact]
    public void A_workbook_cut_off_anywhere_is_refused() => CutEverywhere("w.xlsx", Workbook, 40);

    [Fact]
    public void Bytes_changed_at_random_never_bring_anything_but_rows_or_a_refusal()
    {
        WriteShapefile();
        (string Name, byte[] Bytes)[] files =
        [
            ("f.geojson", Encoding.UTF8.GetBytes(GeoJson)), ("f.dbf", File.ReadAllBytes(_folder.PathOf("s.dbf"))), ("s.shp", File.ReadAllBytes(_folder.PathOf("s.shp"))),
            ("f.zip", ZippedShapefile()), ("f.xlsx", Workbook), ("f.csv", Encoding.UTF8.GetBytes("编号,名称,户数\n1,\"清英\n新村\",5\n2,人民,6\n")),
        ];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).List[1, 8]).Sample(
            (index, changes) =>
            {
                var bytes = (byte[])files[index].Bytes.Clone();
                foreach (var (at, value) in changes)
                {
                    bytes[at % bytes.Length] = value;
                }

                TryRead(_folder.Write(files[index].Name, bytes));
            },
            iter: 600, threads: 1);
    }

    [Theory]
    [InlineData("leer.csv", "")]
    [InlineData("leer.geojson", "")]
    [InlineData("a.geojson", "code,name\n1,a\n")]
    [InlineData("a.shp", "this is no shapefile at all")]
    [InlineData("a.xlsx", "\0\0\0\0\0\0 not a workbook")]
    [InlineData("a.zip", "PK is not enough")]
    [InlineData("a.zip", "PK\u0003\u0004 but no directory")]
    [InlineData("a.kml", "<?xml version=\"1.0\"?><kml/>")]
    [InlineData("a.bin", "\0\u0001\u0002\u0003")]
    [InlineData("a.pdf", "%PDF-1.7 and so on and so on")]
    [InlineData("a.prj", "GEOGCS[\"WGS 84\"]")]
    [InlineData("a.dbf", "too short")]
    public void A_file_that_is_not_what_its_name_says_is_refused(string name, string content)
    {
        var (rows, refusal) = TryRead(_folder.Write(name, content));

        Assert.Equal(0, rows);
        Assert.NotNull(refusal);
    }

    [Fact]
    public void A_file_that_does_not_exist_and_a_folder_are_refused()
    {
        Assert.NotNull(TryRead(_folder.PathOf("none.csv")).Refusal);
        Assert.NotNull(TryRead(Path.GetTempPath()).Refusal);
    }

    [Fact]
    public void One_line_of_ten_megabytes_is_read_or_refused_but_does_no_harm()
    {
        var line = new string('x', 10 * 1024 * 1024);

        Assert.Equal(1, TryRead(_folder.Write("l.csv", "code,name\n1," + line + "\n")).Rows);
        Assert.NotNull(TryRead(_folder.Write("l.geojson", "{\"type\":\"" + line)).Refusal);
        Assert.NotNull(TryRead(_folder.Write("m.csv", line)).Refusal);
    }

    [Fact]
    public void A_table_that_claims_four_billion_records_ends_where_it_ends()
    {
        WriteShapefile();
        var table = File.ReadAllBytes(_folder.PathOf("s.dbf"));
        Array.Fill(table, (byte)0xFF, 4, 4);

        var (rows, refusal) = TryRead(_folder.Write("big.dbf", table));
        Assert.Equal(12, rows);
        Assert.Contains("cut off", refusal, StringComparison.Ordinal);
    }
}
