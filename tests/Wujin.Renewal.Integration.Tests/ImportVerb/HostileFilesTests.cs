using System.IO.Compression;
using System.Text;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>Files that cannot be imported, and commands that make no sense: one clear message, the right exit code, nothing recorded.</summary>
public sealed class HostileFilesTests : ImportVerbTest
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    [Theory]
    [InlineData("empty.csv", "", "is empty")]
    [InlineData("empty.shp", "", "is empty")]
    [InlineData("empty.dbf", "", "is empty")]
    [InlineData("empty.xlsx", "", "is empty")]
    [InlineData("empty.zip", "", "is empty")]
    [InlineData("half.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"prop", "cut off")]
    [InlineData("other.geojson", "{\"type\":\"Topology\"}", "GeoJSON")]
    [InlineData("page.xlsx", "<html><body>台账</body></html>", "")]
    [InlineData("page.shp", "not a shapefile at all", "")]
    [InlineData("nocode.csv", "小区\nx\n", "--map code=COLUMN")]
    public async Task A_file_that_is_no_table_is_refused(string name, string content, string words) =>
        await RefusedAsync(1, words, Write(name, content), "compound", Stated);

    [Fact]
    public Task A_file_that_is_not_there_is_refused() => RefusedAsync(1, "There is no file", PathOf("missing.csv"), "compound");

    [Fact]
    public Task A_zip_bomb_is_refused() => RefusedAsync(1, "unpacks to far more", Write("bomb.zip", Bomb("a.shp", "a.shx", "a.dbf")), "compound");

    [Fact]
    public Task A_workbook_bomb_is_refused() => RefusedAsync(1, "Save the table as CSV", Write("bomb.xlsx", Bomb("xl/worksheets/sheet1.xml")), "compound");

    [Fact]
    public async Task A_line_of_ten_megabytes_costs_its_row_and_is_told_in_a_few_characters()
    {
        var done = await ImportAsync(Write("a.csv", "code,name_zh\nA," + new string('武', 3_500_000) + "\nB,清英新村\n"), "compound", "--encoding", "UTF-8", "--skip-bad");

        Assert.Equal(0, done.ExitCode);
        Assert.Contains("1 new, 0 changed, 0 unchanged, 1 bad", done.Output, StringComparison.Ordinal);
        Assert.InRange(done.Error.Length, 0, 5_000);
    }

    [Fact]
    public async Task A_row_in_another_encoding_than_the_file_costs_its_row_and_points_to_the_encoding()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;
        byte[] mixed = [.. Utf8.GetBytes("项目编号,名称\nA-1,清英新村\n"), .. gbk.GetBytes("A-2,湖塘花园\n")];
        var done = await ImportAsync(Write("a.csv", mixed), "compound", "--encoding", "UTF-8", "--skip-bad");

        Assert.Equal(0, done.ExitCode);
        Assert.Contains("1 new, 0 changed, 0 unchanged, 1 bad", done.Output, StringComparison.Ordinal);
        Assert.Contains(done.ErrorLines, l => l.StartsWith("row 3 A-2", StringComparison.Ordinal) && l.Contains("--encoding", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--crs", "EPSG:9999", "GCJ-02")]
    [InlineData("--encoding", "klingon", "GB18030")]
    [InlineData("--map", "nope=code", "nope")]
    [InlineData("--map", "blah", "name_zh=")]
    [InlineData("--replace", "--dry-run", "reference data")]
    [InlineData("--frobnicate", "--dry-run", "--frobnicate")]
    public async Task An_option_that_makes_no_sense_is_wrong_usage(string option, string value, string words) =>
        await RefusedAsync(2, words, Write("a.csv", TwoCompounds), "compound", option, value);

    [Fact]
    public async Task An_unknown_kind_is_wrong_usage_and_the_kinds_are_listed()
    {
        var done = await ImportAsync(Write("a.csv", TwoCompounds), "castle");

        Assert.Equal(2, done.ExitCode);
        Assert.All(["compound", "park", "selfbuild", "town", "place", "platform", "constraint"], kind => Assert.Contains($"'{kind}'", done.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_shapefile_without_its_table_is_refused_and_one_without_its_index_is_read()
    {
        const string ledger = """{"type":"Feature","properties":{"code":"A","name_zh":"x"},"geometry":{"type":"Polygon","coordinates":[[[119.94,31.71],[119.95,31.71],[119.95,31.72],[119.94,31.71]]]}}""";
        using var made = System.Diagnostics.Process.Start("ogr2ogr", ["-q", "-f", "ESRI Shapefile", PathOf("a.shp"), Write("a.geojson", ledger)]);
        await made.WaitForExitAsync(Cancel);
        File.Delete(PathOf("a.shx"));
        var withoutIndex = await ImportAsync(PathOf("a.shp"), "compound", "--dry-run", "--yes");
        File.Delete(PathOf("a.dbf"));

        Assert.True(withoutIndex.ExitCode == 0, withoutIndex.Error);
        await RefusedAsync(1, "a.dbf is missing", PathOf("a.shp"), "compound");
    }

    private static byte[] Bomb(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                var block = new byte[1 << 20];
                for (var i = 0; i < (name == names[0] ? 1_200 : 1); i++)
                {
                    entry.Write(block);
                }
            }
        }

        return bytes.ToArray();
    }

    private async Task RefusedAsync(int exitCode, string words, string file, string kind, params string[] options)
    {
        var done = await ImportAsync(file, kind, options);

        Assert.True(done.ExitCode == exitCode, $"Exit code {done.ExitCode}: {done.Error}");
        var message = Assert.Single(done.ErrorLines, l => l.StartsWith("wujin: ", StringComparison.Ordinal));
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.DoesNotContain("should not happen", done.Error, StringComparison.Ordinal);
        Assert.Empty(done.Output);
        Assert.Equal(0L, await CountSitesAsync());
    }
}
