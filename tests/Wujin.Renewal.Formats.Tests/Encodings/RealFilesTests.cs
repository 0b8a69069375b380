using Wujin.Renewal.Formats.Encodings;
using Wujin.Renewal.Testing;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Encodings;

/// <summary>The shared files whose encodings are declared in every way, wrongly, or not at all. Expected texts come from iconv and ogrinfo.</summary>
public sealed class RealFilesTests
{
    private static SourceFile Open(params string[] relative)
    {
        var path = SharedData.Find(["encoding", .. relative]);
        Assert.SkipWhen(path is null, SharedData.Absent);
        return SourceFile.Open(path);
    }

    [Fact]
    public void A_shapefile_with_a_language_id_reads_in_GBK()
    {
        using var source = Open("gbk-ldid", "chinese_encoding.shp");

        Assert.Equal(EncodingOrigin.LanguageId, source.Encoding!.Origin);
        Assert.Equal(["天长市", "全椒县", "和县", "巢湖市市"], source.Column("NAME99").Take(4));
        Assert.Contains("安徽", source.Column("PRO_NAME"));
    }

    [Fact]
    public void All_78_polygons_have_the_vertices_and_the_area_that_GDAL_reads()
    {
        using var source = Open("gbk-ldid", "chinese_encoding.shp");
        var rows = source.Rows().ToList();

        Assert.Equal(78, rows.Count);
        Assert.All(rows, r => Assert.Empty(r.Faults));
        Assert.Equal(40005, rows.Sum(r => r.Geometry!.NumPoints));
        Assert.Equal(13.3660246262336, rows.Sum(r => r.Geometry!.Area), 1e-9);
        Assert.All(rows, r => Assert.True(r.Geometry!.IsValid));
    }

    [Fact]
    public void Its_missing_prj_is_made_up_for_by_a_guess_that_asks_for_confirmation()
    {
        using var source = Open("gbk-ldid", "chinese_encoding.shp");

        Assert.Equal(CrsOrigin.Guess, source.Crs.Origin);
        Assert.Equal("EPSG:4490", source.Crs.System!.Code);
        Assert.Contains("--crs", source.Crs.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shapefile_that_declares_no_encoding_is_guessed_and_asks_for_confirmation()
    {
        using var source = Open("no-declared-encoding", "chinese_poly.shp");

        Assert.Equal(["黑龙江省"], source.Column("NAME"));
        Assert.Equal("GB18030", source.Encoding!.Name);
        Assert.True(source.Encoding.NeedsConfirmation);
        Assert.Contains("黑龙江省", source.Encoding.Samples);
        Assert.Equal("EPSG:4326", source.Crs.System!.Code);
        Assert.Single(source.Rows(), r => r.Geometry is not null && r.Faults.Count == 0);
    }

    [Theory]
    [InlineData("gbk", "GB18030", "简体国语")]
    [InlineData("gb2312", "GB18030", "简体国语")]
    [InlineData("big5", "Big5", "繁體國語")]
    public void A_bare_table_of_one_word_is_decoded_by_its_bytes(string name, string encoding, string word)
    {
        using var source = Open("small", name + ".dbf");

        Assert.Equal(encoding, source.Encoding!.Name);
        Assert.Equal([word], source.Column("NAME"));
        Assert.True(source.Encoding.NeedsConfirmation);
    }

    [Fact]
    public void A_cpg_file_that_says_Big5_with_a_hyphen_is_understood()
    {
        using var source = Open("small", "cpg", "big5.shp");

        Assert.Equal((EncodingOrigin.CodePageFile, "Big5"), (source.Encoding!.Origin, source.Encoding.Name));
        Assert.Equal(["國語"], source.Column("NAME"));
    }

    [Fact]
    public void Language_id_7A_means_GBK()
    {
        using var source = Open("small", "ldid", "chinese.shp");

        Assert.Equal((EncodingOrigin.LanguageId, "GB18030"), (source.Encoding!.Origin, source.Encoding.Name));
        Assert.Equal(["简体"], source.Column("NAME"));
    }

    [Fact]
    public void The_outline_of_Wujin_reads_with_its_name()
    {
        var path = SharedData.Find("wujin", "outline-武进区.geojson");
        Assert.SkipWhen(path is null, SharedData.Absent);
        using var source = SourceFile.Open(path);

        Assert.Contains("武进区", source.Column("name"));
        Assert.All(source.Rows(), r => Assert.Empty(r.Faults));
    }

    [Fact]
    public void The_list_of_places_reads_as_points()
    {
        var path = SharedData.Find("wujin", "places.csv");
        Assert.SkipWhen(path is null, SharedData.Absent);
        using var source = SourceFile.Open(path);

        var hutang = source.Rows().Single(r => Equals(source.Value(r, "name_zh"), "湖塘镇"));
        Assert.Equal((119.9433, 31.7177), (hutang.Geometry!.Coordinate.X, hutang.Geometry.Coordinate.Y));
    }
}
