using System.Globalization;
using Wujin.Renewal.Reports.Connectivity;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>The connectivity targets: who is in time, who is not, and why.</summary>
internal static class TierSection
{
    internal static void Add(List<Block> blocks, ConnectivityRun? run, ReportGround ground, Wording words, ReportLinks links)
    {
        if (run is null)
        {
            blocks.Add(new Notice(words.T(
                "到登记时刻为止没有现状路网的连通评估；请先执行 POST /processes/assess-connectivity/execution 或 ./run assess。",
                "No assessment of the present roads was made until the recorded instant. Make one first: POST /processes/assess-connectivity/execution, or ./run assess."), Tone.Warning));
            return;
        }

        blocks.Add(new Paragraph(words.T(
            $"最近一次评估（{Wording.Shown(run.RecordedAt)}，{run.Profile}）：{run.Judged} 个目的地中 {run.Passed} 个达标。",
            $"The last assessment ({Wording.Shown(run.RecordedAt)}, {run.Profile}): {run.Passed} of {run.Judged} destinations are in time."), links.Assessment(run.Code)));
        blocks.Add(Tiers(run, words));
        if (run.Tiers.Count > 0)
        {
            var near = run.Tiers.MinBy(t => t.LimitMinutes)!;
            blocks.Add(new Figure("tier-" + near.Code, words.T($"{near.NameZh}：各镇（街道）分钟数与达标情况。", $"{near.NameZh}: minutes, met or missed."), Map(run, [near], ground, words, links, isNear: true)));
            if (run.Tiers.Where(t => t != near).ToList() is { Count: > 0 } far)
            {
                blocks.Add(new Figure("tiers", words.T("其余各连通圈：目的地分钟数与达标情况，线为未达标路线。", "The other tiers: minutes, met or missed; lines are routes out of time."), Map(run, far, ground, words, links, isNear: false)));
            }
        }

        blocks.Add(Destinations(run, words));
        if (Diagnoses(run, words) is { } diagnoses)
        {
            blocks.Add(diagnoses);
        }
    }

    internal static Table Tiers(ConnectivityRun run, Wording words) => new(
        words.T("连通圈", "Tiers"), words.T("各连通圈达标情况", "Targets met by tier"),
        [
            new(words.T("连通圈", "Tier"), Width: 34), new(words.T("时限", "Limit"), words.T("分钟", "min"), true, 8), new(words.T("目的地", "Destinations"), IsRight: true, Width: 11), new(words.T("达标", "Met"), IsRight: true, Width: 8),
            new(words.T("未达标", "Missed"), IsRight: true, Width: 8), new(words.T("达标率", "Share"), IsRight: true, Width: 9), new(words.T("最长", "Longest"), words.T("分钟", "min"), true, 9), new(words.T("结论", "Verdict"), Width: 10),
        ],
        [.. run.Tiers.Select(t =>
        {
            var (all, passed) = (t.Destinations.Count, t.Destinations.Count(d => d.Passes));
            return new Row([
                Cell.Of(t.NameZh), Cell.Of(t.LimitMinutes), Cell.Of(all), Cell.Of(passed), Cell.Of(all - passed, tone: all > passed ? Tone.Bad : Tone.Faint), Cell.Percent(all > 0 ? (double)passed / all : null),
                Cell.Of(t.Destinations.Max(d => d.Minutes), 1), all > 0 && passed == all ? Cell.Of(words.T("达标", "Met"), Tone.Good) : Cell.Of(words.T("未达标", "Missed"), Tone.Bad),
            ]);
        })]);

    internal static Table Destinations(ConnectivityRun run, Wording words) => new(
        words.T("目的地", "Destinations"), words.T("目的地逐一情况", "Every destination"),
        [
            new(words.T("连通圈", "Tier"), Width: 30), new(words.T("目的地", "Destination"), Width: 18), new(words.T("分钟", "Minutes"), IsRight: true, Width: 9), new(words.T("余量", "Margin"), words.T("分钟", "min"), true, 9),
            new(words.T("结论", "Verdict"), Width: 9), new(words.T("稳健性", "Firmness"), Width: 12),
        ],
        [.. run.Tiers.SelectMany(t => t.Destinations.OrderByDescending(d => d.Minutes ?? double.MaxValue).Select(d => new Row([
            Cell.Of(t.NameZh, Tone.Faint), Cell.Of(d.NameZh), Cell.Of(d.Minutes, 1), Cell.Of(t.LimitMinutes - d.Minutes, 1, tone: d.Passes ? Tone.Plain : Tone.Bad),
            d.Passes ? Cell.Of(words.T("达标", "Met"), Tone.Good) : Cell.Of(d.Minutes is null ? words.T("不可达", "No way") : words.T("未达标", "Missed"), Tone.Bad),
            Cell.Of(d.IsFirm ? words.T("稳定", "firm") : words.T("临界", "on the edge"), d.IsFirm ? Tone.Plain : Tone.Warning),
        ])))])
    {
        IsDense = true,
        Note = words.T("“临界”：车速假设略有高低时结论会改变。", "“On the edge”: at speeds somewhat higher or lower the verdict would be another."),
    };

    internal static Table? Diagnoses(ConnectivityRun run, Wording words)
    {
        var rows = run.Tiers.SelectMany(t => t.Destinations.Where(d => d.Diagnosis is not null).Select(d => (Tier: t, Destination: d, Diagnosis: d.Diagnosis!))).ToList();
        return rows.Count == 0 ? null : new Table(
            words.T("未达标成因", "Why missed"), words.T("未达标成因分析", "Why destinations are missed"),
            [
                new(words.T("目的地", "Destination"), Width: 16), new(words.T("超时", "Over"), words.T("分钟", "min"), true, 8), new(words.T("路程", "Length"), "km", true, 8), new(words.T("绕行比", "Detour"), "", true, 8),
                new(words.T("平均车速", "Mean speed"), "km/h", true, 10), new(words.T("达标所需", "Needed"), "km/h", true, 10), new(words.T("最费时路段", "Slowest stretch"), Width: 34),
            ],
            [.. rows.Select(r => new Row([
                Cell.Of(r.Destination.NameZh), Cell.Of(r.Destination.Minutes - r.Tier.LimitMinutes, 1), Cell.Of(r.Diagnosis.LengthM / 1000, 1), Cell.Of(r.Diagnosis.DetourRatio, 2), Cell.Of(r.Diagnosis.MeanKmh, 0),
                Cell.Of(r.Diagnosis.PassingKmh, 0), Cell.Of(Stretch(r.Diagnosis, words)),
            ]))]);
    }

    private static string Stretch(RunDiagnosis diagnosis, Wording words) => diagnosis.Slowest.Count == 0 ? "–" : string.Create(
        CultureInfo.InvariantCulture,
        $"{diagnosis.Slowest[0].Name ?? diagnosis.Slowest[0].Class} {diagnosis.Slowest[0].LengthM / 1000:0.0} km{words.T("，多用 ", ", loses ")}{diagnosis.Slowest[0].LostMinutes:0.0}{words.T(" 分钟", " min")}");

    internal static MapDrawing Map(ConnectivityRun run, IReadOnlyList<RunTier> tiers, ReportGround ground, Wording words, ReportLinks links, bool isNear)
    {
        var destinations = tiers.SelectMany(t => t.Destinations.Select(d => (Tier: t, Destination: d))).ToList();
        var extent = destinations.Aggregate(isNear ? ground.Towns.Aggregate(Extent.Empty, (e, t) => e.With(t.Wkb)) : Extent.Empty, (e, d) => e.With(d.Destination.Longitude, d.Destination.Latitude));
        var plain = ProgrammeMaps.Base(ground, words, links, null);
        return plain with
        {
            Title = tiers.Count == 1 ? tiers[0].NameZh : string.Join(words.T("、", ", "), tiers.Select(t => t.LimitMinutes.ToString("0", CultureInfo.InvariantCulture))) + words.T(" 分钟连通圈", "-minute targets"),
            Extent = extent.IsEmpty ? new Extent(119.6, 31.4, 120.2, 31.9) : extent.Grown(isNear ? 0.02 : 0.07),
            Areas = [.. plain.Areas.Where(a => a.Style is AreaStyle.Neighbour or AreaStyle.Town)],
            Labels = isNear ? [.. plain.Labels.Where(l => l.IsFaint)] : [],
            Lines = [.. isNear ? ground.Roads : ground.Roads.Where(r => r.Style == LineStyle.Motorway), .. destinations.Where(d => !d.Destination.Passes && d.Destination.Diagnosis?.RouteWkb is not null).Select(d => new MapLine(LineStyle.RouteFail, d.Destination.Diagnosis!.RouteWkb!))],
            Points = [.. destinations.OrderBy(d => d.Destination.Passes).Select(d => Point(d.Tier, d.Destination, words))],
            Source = plain.Source + words.T($"；评估 {run.Code[..Math.Min(8, run.Code.Length)]}", $"; assessment {run.Code[..Math.Min(8, run.Code.Length)]}"),
            DemoText = run.IsDemo ? words.T("路网为虚构示例", "The road network is made up") : null,
        };
    }

    private static MapPoint Point(RunTier tier, RunDestination destination, Wording words) => new(
        !destination.IsFirm ? PointStyle.Edge : destination.Passes ? PointStyle.Pass : PointStyle.Fail, destination.Longitude, destination.Latitude,
        string.Create(CultureInfo.InvariantCulture, $"{destination.NameZh} {(destination.Minutes is { } minutes ? minutes.ToString("0", CultureInfo.InvariantCulture) : words.T("不可达", "no way"))}"))
    {
        Properties = new Dictionary<string, object?>
        {
            ["tier"] = tier.Code, ["place"] = destination.Place, ["name_zh"] = destination.NameZh, ["limit_minutes"] = tier.LimitMinutes, ["minutes"] = destination.Minutes, ["passes"] = destination.Passes, ["is_firm"] = destination.IsFirm,
        },
    };
}
