using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Connectivity;

/// <summary>A ranked set of remedies.</summary>
/// <param name="Names">The scenarios in it.</param>
/// <param name="Met">Targets newly met.</param>
/// <param name="Lost">Targets no longer met.</param>
/// <param name="GainedMinutes">Minutes gained over all destinations.</param>
/// <param name="CostWan">Cost, 万元, or null.</param>
public sealed record RankedRemedy(IReadOnlyList<string> Names, int Met, int Lost, double GainedMinutes, double? CostWan);

/// <summary>Everything a connectivity report is made of.</summary>
/// <param name="Run">The run.</param>
/// <param name="Others">Runs that it is compared with: scenarios, or earlier ones.</param>
/// <param name="Remedies">Ranked remedies, the best first; empty where none were ranked.</param>
/// <param name="Ground">What maps show.</param>
/// <param name="Links">Addresses and commands.</param>
public sealed record ConnectivityData(ConnectivityRun Run, IReadOnlyList<ConnectivityRun> Others, IReadOnlyList<RankedRemedy> Remedies, ReportGround Ground, ReportLinks Links);

/// <summary>Composes the connectivity report: a run, what scenarios change in it, which remedies are worth most.</summary>
public static class ConnectivityReport
{
    /// <summary>Composes it.</summary>
    public static Report Compose(ConnectivityData data, Wording words)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(words);
        var blocks = new List<Block> { new Heading(1, words.T("一、评估结果", "1  The assessment")) };
        TierSection.Add(blocks, data.Run, data.Ground, words, data.Links);
        blocks.Add(new PageBreak());
        blocks.Add(new Heading(1, words.T("二、方案比较", "2  Scenarios compared")));
        Compare(blocks, data, words);
        blocks.Add(new Heading(1, words.T("三、补救方案", "3  Remedies")));
        Remedies(blocks, data, words);
        blocks.Add(new Heading(1, words.T("四、口径与数据来源", "4  Assumptions and sources")));
        blocks.Add(new Bullets(
        [
            words.T($"通行时间按各级道路的假定速度计算（{data.Run.SpeedModel ?? "speeds.cn.json"}），非实测；方式：{data.Run.Profile}。", $"Travel times rest on assumed speeds by class of road ({data.Run.SpeedModel ?? "speeds.cn.json"}), not on measurements; by {data.Run.Profile}."),
            words.T("每次评估均存档，不再改动；本报告引用的评估编号见上。", "Every run is kept and never changes; the runs used are named above."),
        ]));
        SourcesSection.Reproduce(blocks, data.Links, words);
        return new Report
        {
            Title = words["connectivity.title"],
            Subtitle = words.T($"评估于 {Wording.Shown(data.Run.RecordedAt)}", $"assessed {Wording.Shown(data.Run.RecordedAt)}"),
            Heading = words["office"],
            Footer = words["footer"],
            Language = words.Language,
            LogoPng = words.Template.LogoPng,
            Css = words.Template.Css,
            Facts = [new(words.T("评估", "Run"), data.Run.Code, data.Links.Assessment(data.Run.Code)), new(words.T("方案", "Scenario"), data.Run.Scenario ?? words.T("现状", "the present")), .. ProgrammeReport.Facts(data.Links, words)],
            DemoNotice = data.Run.IsDemo ? words.Fill("demo", words.T("示例路网", "the road network")) : null,
            Links = ProgrammeReport.FormatLinks(data.Links, words),
            Blocks = blocks,
        };
    }

    private static void Compare(List<Block> blocks, ConnectivityData data, Wording words)
    {
        if (data.Others.Count == 0)
        {
            blocks.Add(new Paragraph(words.T("没有可比较的方案评估。对方案执行 assess-connectivity（scenario 参数）后再生成本报告。", "No run of a scenario to compare with. Run assess-connectivity with a scenario, then make this report again.")));
            return;
        }

        blocks.Add(new Table(words.T("方案", "Scenarios"), words.T("与本次评估相比", "Compared with this run"),
            [
                new(words.T("方案", "Scenario"), Width: 24), new(words.T("达标目的地", "In time"), IsRight: true), new(words.T("新达标", "Newly met"), IsRight: true), new(words.T("不再达标", "Lost"), IsRight: true),
                new(words.T("节省", "Gained"), words.T("分钟", "min"), true), new(words.T("评估时刻", "Assessed"), Width: 20),
            ],
            [
                new Row([Cell.Of(data.Run.Scenario ?? words.T("现状", "the present")), Cell.Of(data.Run.Passed), Cell.Of(""), Cell.Of(""), Cell.Of(""), Cell.Of(Wording.Shown(data.Run.RecordedAt))]),
                .. data.Others.Select(o =>
                {
                    var pairs = Pairs(data.Run, o).ToList();
                    return new Row([
                        Cell.Of(o.Scenario ?? words.T("现状", "the present"), href: data.Links.Assessment(o.Code)), Cell.Of(o.Passed), Cell.Of(pairs.Count(p => !p.Was.Passes && p.Now.Passes), tone: Tone.Good),
                        Cell.Of(pairs.Count(p => p.Was.Passes && !p.Now.Passes)), Cell.Of(pairs.Sum(p => p.Was.Minutes - p.Now.Minutes ?? 0), 1), Cell.Of(Wording.Shown(o.RecordedAt)),
                    ]);
                }),
            ]));
        foreach (var other in data.Others)
        {
            var changed = Pairs(data.Run, other).Where(p => p.Was.Passes != p.Now.Passes || Math.Abs(p.Was.Minutes - p.Now.Minutes ?? 0) >= 0.05).OrderByDescending(p => p.Was.Minutes - p.Now.Minutes ?? 0).ToList();
            var name = other.Scenario ?? words.T("现状", "the present");
            blocks.Add(new Table(name, words.T($"{name}：有变化的目的地", $"{name}: destinations that change"),
                [
                    new(words.T("连通圈", "Tier"), Width: 28), new(words.T("目的地", "Destination"), Width: 16), new(words.T("原", "Before"), words.T("分钟", "min"), true), new(words.T("现", "After"), words.T("分钟", "min"), true),
                    new(words.T("节省", "Gained"), words.T("分钟", "min"), true), new(words.T("结论", "Verdict"), Width: 14),
                ],
                [.. changed.Select(p => new Row([
                    Cell.Of(p.Tier.NameZh, Tone.Faint), Cell.Of(p.Now.NameZh), Cell.Of(p.Was.Minutes, 1), Cell.Of(p.Now.Minutes, 1), Cell.Of(p.Was.Minutes - p.Now.Minutes, 1),
                    p.Was.Passes == p.Now.Passes ? Cell.Of(p.Now.Passes ? words.T("仍达标", "still met") : words.T("仍未达标", "still missed"), Tone.Faint)
                        : p.Now.Passes ? Cell.Of(words.T("新达标", "newly met"), Tone.Good) : Cell.Of(words.T("不再达标", "lost"), Tone.Bad),
                ]))]) { RowsOnPages = 30 });
        }
    }

    private static void Remedies(List<Block> blocks, ConnectivityData data, Wording words)
    {
        if (data.Remedies.Count == 0)
        {
            blocks.Add(new Paragraph(words.T("没有补救方案的排序结果。先登记方案（/scenarios），再执行 rank-remedies。", "No remedies were ranked. Record scenarios (/scenarios) first.")));
            return;
        }

        blocks.Add(new Table(words.T("补救方案", "Remedies"), words.T("按新达标目的地数、再按节省分钟数排序", "By targets newly met, then by minutes gained"),
            [
                new(words.T("次序", "Rank"), IsRight: true, Width: 7), new(words.T("方案", "Scenarios"), Width: 40), new(words.T("新达标", "Newly met"), IsRight: true), new(words.T("不再达标", "Lost"), IsRight: true),
                new(words.T("节省", "Gained"), words.T("分钟", "min"), true), new(words.T("投资", "Cost"), "万元", true), new(words.T("每分钟投资", "Cost per minute"), "万元", true),
            ],
            [.. data.Remedies.Select((r, i) => new Row([
                Cell.Of(i + 1), Cell.Of(string.Join(words.T("＋", " + "), r.Names)), Cell.Of(r.Met, tone: r.Met > 0 ? Tone.Good : Tone.Plain), Cell.Of(r.Lost), Cell.Of(r.GainedMinutes, 1), Cell.Of(r.CostWan, 0),
                Cell.Of(r.CostWan is { } cost && r.GainedMinutes > 0 ? cost / r.GainedMinutes : (double?)null, 1),
            ]))]) { RowsOnPages = 20 });
    }

    private static IEnumerable<(RunTier Tier, RunDestination Was, RunDestination Now)> Pairs(ConnectivityRun before, ConnectivityRun after) =>
        from tier in after.Tiers
        from now in tier.Destinations
        let was = before.Tiers.FirstOrDefault(t => t.Code == tier.Code)?.Destinations.FirstOrDefault(d => d.Place == now.Place)
        where was is not null
        select (tier, was, now);
}
