using CsCheck;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Ledgers;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Ledgers;

public sealed class VertexTextTests
{
    private const string Square = "POLYGON ((494000 3508000, 494100 3508000, 494100 3508100, 494000 3508100, 494000 3508000))";

    private static string Read(string text)
    {
        List<Fault> faults = [];
        var geometry = VertexText.Read(text, faults);
        Assert.Empty(faults);
        return geometry!.AsText();
    }

    [Theory]
    [InlineData("494000,3508000;494100,3508000;494100,3508100;494000,3508100")]
    [InlineData("494000,3508000;494100,3508000;494100,3508100;494000,3508100;494000,3508000;")]
    [InlineData("３５０８０００，４９４０００；３５０８０００，４９４１００；３５０８１００，４９４１００；３５０８１００，４９４０００")]
    [InlineData("(494000、3508000)；(494100、3508000)；(494100、3508100)；(494000、3508100)")]
    [InlineData("494000 3508000\n494100 3508000\r\n494100 3508100\n494000 3508100")]
    [InlineData("494000 3508000 494100 3508000 494100 3508100 494000 3508100")]
    [InlineData("494000,3508000,494100,3508000,494100,3508100,494000,3508100")]
    [InlineData("J1,3508000,494000;J2,3508000,494100;J3,3508100,494100;J4,3508100,494000")]
    [InlineData("1,3508000,494000;2,3508000,494100;3,3508100,494100;4,3508100,494000;1,3508000,494000")]
    [InlineData("494000,3508000,4.5;494100,3508000,4.6;494100,3508100,4.7;494000,3508100,4.8")]
    public void The_many_ways_of_writing_one_square_give_one_square(string text) => Assert.Equal(Square, Read(text));

    [Theory]
    [InlineData("494000,3508000;494100,3508000;494100,3508100;494000,3508100|494020,3508020;494040,3508020;494040,3508040;494020,3508040")]
    [InlineData("494020,3508020;494040,3508020;494040,3508040;494020,3508040\n\n494000,3508000;494100,3508000;494100,3508100;494000,3508100")]
    public void A_ring_inside_another_is_a_hole_whichever_comes_first(string text) =>
        Assert.Equal(Square[..^2] + "), (494020 3508020, 494040 3508020, 494040 3508040, 494020 3508040, 494020 3508020))", Read(text));

    [Fact]
    public void Rings_beside_each_other_are_parts() =>
        Assert.StartsWith("MULTIPOLYGON", Read("494000,3508000;494100,3508000;494100,3508100|495000,3508000;495100,3508000;495100,3508100"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("494000,3508000;494100,3508000")]
    [InlineData("494000,3508000;494100;494100,3508100")]
    [InlineData("494000,3508000;abc!,3508000;494100,3508100")]
    [InlineData("见附图")]
    public void What_is_no_list_of_points_is_a_fault(string text)
    {
        List<Fault> faults = [];

        Assert.Null(VertexText.Read(text, faults));
        Assert.Single(faults);
    }

    [Fact]
    public void Any_text_gives_a_geometry_or_faults_and_never_an_exception() =>
        Gen.String[Gen.Char["0123456789.,;|-eE \n，；、JNa()"], 0, 200].Sample(text =>
        {
            List<Fault> faults = [];
            Assert.Equal(VertexText.Read(text, faults) is null, faults.Count > 0);
        });
}
