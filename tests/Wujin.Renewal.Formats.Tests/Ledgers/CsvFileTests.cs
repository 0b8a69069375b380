using System.Text;
using Wujin.Renewal.Formats.Encodings;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Ledgers;

public sealed class CsvFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SourceFile Open(string text, Encoding? encoding = null, SourceOptions? options = null) => SourceFile.Open(_folder.Write("a.csv", text, encoding), options);

    [Theory]
    [InlineData("code,name\n1,a\n2,b\n")]
    [InlineData("code\tname\r\n1\ta\r\n2\tb")]
    [InlineData("code;name\n1;a\n2;b")]
    [InlineData("\uFEFFcode,name\r1,a\r2,b\r")]
    [InlineData("code,name\n\"1\",\"a\"\n\n,\n2,b\n")]
    public void Delimiter_and_line_ends_are_found_out(string text)
    {
        using var source = Open(text);

        Assert.Equal(["code", "name"], source.Fields.Select(f => f.Name));
        Assert.Equal(["a", "b"], source.Column("name"));
    }

    [Fact]
    public void Quoted_fields_keep_commas_quotes_and_line_breaks_and_rows_keep_their_line()
    {
        using var source = Open("code,name\n1,\"a, \"\"b\"\"\nc\"\n2,d\n");
        var rows = source.Rows().ToList();

        Assert.Equal("a, \"b\"\nc", rows[0].Values[1]);
        Assert.Equal([2L, 4L], rows.Select(r => r.Number));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_told_with_its_line()
    {
        var fault = Assert.Throws<SourceFileException>(() => Reading.All(_folder.Write("a.csv", "code,name\n1,a\n2,\"b\n3,c\n")));
        Assert.Contains("line 3", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GBK", "GB18030")]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("Big5", "Big5")]
    public void The_encoding_of_Chinese_text_is_guessed_and_shown(string written, string found)
    {
        var name = written == "Big5" ? "老舊住宅區改造工程" : "老旧小区改造工程";
        using var source = Open($"编号,名称\n1,{name}\n".Replace("编号", "code", StringComparison.Ordinal).Replace("名称", "name", StringComparison.Ordinal), Encoding.GetEncoding(written));

        Assert.Equal([name], source.Column("name"));
        Assert.Equal(found, source.Encoding!.Name);
        Assert.Equal(EncodingOrigin.Guess, source.Encoding.Origin);
        Assert.Contains(name, source.Encoding.Samples);
    }

    [Fact]
    public void What_a_person_says_of_the_encoding_goes_before_any_guess()
    {
        using var source = Open("code,name\n1,國語\n", TestFolder.Big5, new() { Encoding = "big5" });

        Assert.Equal(["國語"], source.Column("name"));
        Assert.False(source.Encoding!.NeedsConfirmation);
    }

    [Fact]
    public void An_unknown_encoding_is_refused()
    {
        var fault = Assert.Throws<SourceFileException>(() => Open("code,name\n1,a\n", null, new() { Encoding = "klingon" }));

        Assert.Contains("klingon", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_a_block_has_its_say_in_the_encoding()
    {
        var remark = new string('武', 300_000);
        using var source = SourceFile.Open(_folder.Write("a.csv", $"code,remark\n1,{remark}\n", TestFolder.Gbk));

        Assert.Equal(("GB18030", true), (source.Encoding!.Name, source.Encoding.NeedsConfirmation));
        Assert.Equal([remark], source.Column("remark"));
    }

    [Fact]
    public void UTF_16_with_its_mark_is_read()
    {
        using var source = SourceFile.Open(_folder.Write("u.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("编号\t名称\r\n1\t清英新村\r\n")]));

        Assert.Equal(["清英新村"], source.Column("名称"));
    }

    [Fact]
    public void Bytes_that_the_encoding_does_not_allow_are_a_fault_of_their_row()
    {
        byte[] text = [.. "code,name\n"u8, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"{i},清英新村\n"))), .. "300,"u8, 0xB0, 0x0A];
        using var source = SourceFile.Open(_folder.Write("a.csv", text), new() { Encoding = "utf-8" });
        var rows = source.Rows().ToList();

        Assert.Equal(302, rows.Single(r => r.Faults.Count > 0).Number);
    }

    [Fact]
    public void WKT_in_a_column_is_the_outline()
    {
        using var source = Open("code,wkt\n1,\"POLYGON((119.94 31.7,119.95 31.7,119.95 31.71,119.94 31.7))\"\n2,POLYGON((1 2\n3,\n");
        var rows = source.Rows().ToList();

        Assert.Empty(rows[0].Faults);
        Assert.Equal(4, rows[0].Geometry!.NumPoints);
        Assert.Contains("WKT", Assert.Single(rows[1].Faults).Detail, StringComparison.Ordinal);
        Assert.Null(rows[2].Geometry);
        Assert.Empty(rows[2].Faults);
        Assert.Equal("EPSG:4490", source.Crs.System!.Code);
    }

    [Fact]
    public void The_SRID_of_extended_WKT_is_the_coordinate_system()
    {
        using var source = Open("code,几何\n1,\"SRID=4528;POLYGON((40494000 3508000,40495000 3508000,40495000 3509000,40494000 3508000))\"\n");

        Assert.Equal((CrsOrigin.Declared, "EPSG:4528"), (source.Crs.Origin, source.Crs.System!.Code));
        Assert.NotNull(Assert.Single(source.Rows()).Geometry);
    }

    [Fact]
    public void Longitude_and_latitude_in_two_columns_are_a_point()
    {
        using var source = Open("代码,名称,经度,纬度\n1,湖塘镇,119.9433,31.7177\n2,南夏墅,一百,31\n");
        var rows = source.Rows().ToList();

        Assert.Equal("POINT (119.9433 31.7177)", rows[0].Geometry!.AsText());
        Assert.Single(rows[1].Faults);
        Assert.Equal(["代码", "名称"], source.Fields.Select(f => f.Name));
    }

    [Fact]
    public void Two_columns_of_one_name_are_told_apart()
    {
        using var source = Open("code,备注,备注\n1,a,b\n");

        Assert.Equal(["code", "备注", "备注_2"], source.Fields.Select(f => f.Name));
        Assert.Equal(["1", "a", "b"], Assert.Single(source.Rows()).Values);
    }

    [Fact]
    public void A_row_shorter_or_longer_than_the_header_keeps_what_has_a_name()
    {
        using var source = Open("code,name,note\n1\n2,b,c,d,e\n");

        Assert.Equal([["1", null, null], ["2", "b", "c"]], source.Rows().Select(r => r.Values.ToArray()));
    }

    [Theory]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("\n\n\n")]
    public void A_table_without_a_header_is_refused(string text) =>
        Assert.Contains("header", Assert.Throws<SourceFileException>(() => Open(text)).Message, StringComparison.Ordinal);
}
