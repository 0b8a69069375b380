using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Testing;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>The shared files whose encodings are declared in every way, or not at all, from the file into the database.</summary>
public sealed class SharedFilesTests : ImportVerbTest
{
    private static string Shared(params string[] relative)
    {
        var path = SharedData.Find(["encoding", .. relative]);
        Assert.SkipWhen(path is null, SharedData.Absent);
        return path;
    }

    [Fact]
    public async Task The_78_counties_in_GBK_stand_in_the_register_with_their_names_and_areas()
    {
        var done = await ImportAsync(
            Shared("gbk-ldid", "chinese_encoding.shp"), "town", "--map", "code=COUNTY_ID", "--map", "name_zh=NAME99", "--map", "name_en=", "--crs", "EPSG:4490", "--replace");

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Contains("78 new, 0 changed, 0 unchanged, 16 deleted, 0 bad", done.Output, StringComparison.Ordinal);

        // Sum of areas as ogrinfo reads them, square degrees.
        Assert.Equal(13.3660246262336, await Source.ScalarAsync<double>("SELECT sum(ST_Area(geom)) FROM renewal.town"), 1e-9);
        Assert.Equal(4L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.town WHERE name_zh IN ('天长市', '全椒县', '和县', '巢湖市市')"));
        Assert.Equal(0L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.town WHERE name_zh !~ '^[一-龥]+$'"));
    }

    [Fact]
    public async Task The_province_whose_encoding_is_not_declared_goes_in_once_it_is_confirmed()
    {
        var file = Shared("no-declared-encoding", "chinese_poly.shp");
        string[] map = ["--map", "code=ADCODE99", "--map", "name_zh=NAME"];

        var asked = await ImportAsync(file, "constraint", [.. map, "--map", "type="]);
        var done = await ImportAsync(file, "town", [.. map, "--encoding", "GB18030"]);

        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("黑龙江省", asked.Error, StringComparison.Ordinal);
        Assert.EndsWith("--encoding GB18030", asked.ErrorLines[^1], StringComparison.Ordinal);
        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Equal("黑龙江省", await Source.ScalarAsync<string>("SELECT name_zh FROM renewal.town WHERE code = '230000'"));
    }

    [Theory]
    [InlineData("small/gbk.dbf", "简体国语")]
    [InlineData("small/gb2312.dbf", "简体国语")]
    [InlineData("small/big5.dbf", "繁體國語")]
    [InlineData("small/cpg/big5.dbf", "國語")]
    [InlineData("small/ldid/chinese.dbf", "简体")]
    public async Task A_bare_table_goes_in_as_a_ledger_with_its_word(string file, string word)
    {
        var done = await ImportAsync(Shared(file.Split('/')), "compound", "--map", "code=NAME", "--map", "name_zh=NAME", "--yes");

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Equal([word, word], Assert.Single(await Source.RowsAsync("SELECT code, name_zh FROM renewal.site")));
    }
}
