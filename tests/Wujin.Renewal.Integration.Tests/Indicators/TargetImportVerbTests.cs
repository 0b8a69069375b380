using System.Text;
using Wujin.Renewal.Integration.Tests.ImportVerb;
using Wujin.Renewal.Store.Indicators;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Indicators;

/// <summary><c>./run indicators import</c> as people type it.</summary>
public sealed class TargetImportVerbTests : ImportVerbTest
{
    private const string Good = "镇街,改造老旧小区,加装电梯\n湖塘镇,4,10\n牛塘,2,\n全区,6,10\n";

    [Fact]
    public async Task A_table_in_any_encoding_goes_in_and_again_changes_nothing()
    {
        var first = await RunAsync(Write("targets.csv", Good, Encoding.GetEncoding("GB18030")), "--year", "2026");
        var again = await RunAsync(Write("targets.csv", Good), "--year", "2026");
        var dry = await RunAsync(Write("other.csv", Good.Replace(",4,10", ",4,11", StringComparison.Ordinal).Replace("全区,6,10", "全区,6,11", StringComparison.Ordinal)), "--year", "2026", "--dry-run");

        Assert.Equal((0, 0, 0), (first.ExitCode, again.ExitCode, dry.ExitCode));
        Assert.Contains("\"inserted\":5", first.Output, StringComparison.Ordinal);
        Assert.Contains("\"unchanged\":5", again.Output, StringComparison.Ordinal);
        Assert.Contains("\"updated\":2", dry.Output, StringComparison.Ordinal);
        var recorded = (await new IndicatorTargetStore(Source).ListAsync(2026, null, Cancel)).Targets;
        Assert.Equal([(null, 6m), ("320412100", 4m), ("320412102", 2m)], recorded.Where(t => t.Target.Indicator == "compounds_renovated").Select(t => (t.Target.TownCode, t.Target.Target)));
        Assert.All(recorded, t => Assert.Equal((1L, "import of targets.csv"), (t.Version, t.Reason)));
    }

    [Fact]
    public async Task Faults_and_unequal_sums_keep_everything_out()
    {
        var faulty = await RunAsync(Write("targets.csv", "指标,镇街,目标,进度要求\n加装电梯,火星,4,\n飞船,全区,4,\n加装电梯,全区,四,\n加装电梯,湖塘镇,4,10;5;60;100\n"), "--year", "2026");
        var unequal = await RunAsync(Write("sums.csv", Good.Replace("全区,6", "全区,7", StringComparison.Ordinal)), "--year", "2026");
        var missing = await RunAsync(PathOf("nothing.xlsx"), "--year", "2026");
        var noYear = await RunAsync(Write("targets.csv", Good));
        var usage = await RunAsync(Write("targets.csv", Good), "--year", "12");
        var allowed = await RunAsync(PathOf("sums.csv"), "--year", "2026", "--allow-unequal-sums");

        Assert.Equal((1, 1, 1, 1, 2, 0), (faulty.ExitCode, unequal.ExitCode, missing.ExitCode, noYear.ExitCode, usage.ExitCode, allowed.ExitCode));
        foreach (var expected in new[] { "fault     B2: \"火星\" is no town", "fault     A3: \"飞船\" is no indicator", "fault     C4: \"四\" is no number of 部", "fault     D5: The percentages of a path", "4 faults keep the whole table out" })
        {
            Assert.Contains(expected, faulty.Error, StringComparison.Ordinal);
        }

        Assert.Contains("the district has 7, its towns add up to 6, a difference of 1", unequal.Error, StringComparison.Ordinal);
        Assert.Contains("There is no file", missing.Error, StringComparison.Ordinal);
        Assert.Contains("The year is missing", noYear.Error, StringComparison.Ordinal);
        Assert.Contains("\"inserted\":5", allowed.Output, StringComparison.Ordinal);
    }

    private async Task<CommandLineProcess> RunAsync(string file, params string[] options)
    {
        using var command = Start(["indicators", "import", file, .. options]);
        return await command.EndAsync(Cancel);
    }
}
