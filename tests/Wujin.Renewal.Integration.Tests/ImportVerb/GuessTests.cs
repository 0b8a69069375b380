using System.Text;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>What a file does not say is guessed, shown, and recorded only when a person has confirmed it.</summary>
public sealed class GuessTests : ImportVerbTest
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    [Fact]
    public async Task A_guessed_encoding_is_shown_with_texts_beside_its_alternatives_and_nothing_is_recorded()
    {
        var done = await ImportAsync(Write("a.csv", "项目编号,名称\nA-1,清英新村\n", Gbk), "compound");

        Assert.Equal(1, done.ExitCode);
        Assert.Contains("清英新村", done.Error, StringComparison.Ordinal);
        var other = Assert.Single(done.ErrorLines, l => l.StartsWith("as Big5", StringComparison.Ordinal));
        Assert.Contains(Encoding.GetEncoding("Big5").GetString(Gbk.GetBytes("清英新村")), other, StringComparison.Ordinal);
        Assert.Equal(0L, await CountSitesAsync());
    }

    [Fact]
    public async Task The_command_that_is_shown_confirms_the_guess_when_it_is_typed()
    {
        var file = Write("台账 2026.csv", "项目编号,名称\nA-1,清英新村\n", Gbk);
        var asked = await ImportAsync(file, "compound");
        const string repeat = "repeat: ./run ";
        var shown = asked.ErrorLines[^1][(asked.ErrorLines[^1].IndexOf(repeat, StringComparison.Ordinal) + repeat.Length)..];

        using var confirmed = Start([.. Words(shown)]);
        var done = await confirmed.EndAsync(Cancel);

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Equal(1L, await CountSitesAsync());
    }

    [Fact]
    public async Task Yes_takes_what_is_guessed()
    {
        var done = await ImportAsync(Write("a.csv", "项目编号,名称\nA-1,清英新村\n", Gbk), "compound", "--yes");

        Assert.Equal(0, done.ExitCode);
        Assert.Equal(1L, await CountSitesAsync());
    }

    [Fact]
    public async Task Columns_without_a_code_under_a_guessed_encoding_point_to_the_encoding()
    {
        var mixed = Encoding.UTF8.GetBytes("项目编号,名称\nA-1,清英新村\n").Concat(Gbk.GetBytes("A-2,湖塘花园\n")).ToArray();
        var done = await ImportAsync(Write("a.csv", mixed), "compound");

        Assert.Equal(1, done.ExitCode);
        Assert.Contains("name it with --encoding", done.ErrorLines[^1], StringComparison.Ordinal);
    }

    /// <summary>Splits a command as a shell does; the only quotes here are single ones.</summary>
    private static IEnumerable<string> Words(string command) => command.Split('\'')
        .SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
