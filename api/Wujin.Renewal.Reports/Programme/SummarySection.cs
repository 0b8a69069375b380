using System.Globalization;
using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>The first page: the figures that leaders ask for, against plan, and which towns are behind.</summary>
internal static class SummarySection
{
    private static readonly string[] Key = ["compounds_renovated", "households_renovated", "lifts_added", "land_consolidated", "selfbuild_settled", "towns_connected"];

    internal static void Add(List<Block> blocks, ProgrammeData data, Wording words)
    {
        blocks.Add(new Heading(1, words["summary"]));
        var values = Values(data);
        if (values.All(v => v.Target is null))
        {
            blocks.Add(new Notice(
                words.T($"{data.Period.Year} 年尚未录入目标，因此只列实际数；目标可由 POST /indicators/targets 或 ./run indicators import 录入。", $"No targets are recorded for {data.Period.Year}, so figures stand alone. Enter targets with POST /indicators/targets or ./run indicators import."), Tone.Warning));
        }

        if (data.Sites.Count == 0)
        {
            blocks.Add(new Notice(
                words.T($"在 {Wording.Shown(data.EffectiveOn)}（登记时刻 {Wording.Shown(data.RecordedAt)}）没有任何项目处于登记中：该时期没有数据。", $"No site is in the register on {Wording.Shown(data.EffectiveOn)}, as recorded at {Wording.Shown(data.RecordedAt)}: there is no data for this period."), Tone.Bad));
        }

        blocks.Add(new Paragraph(Sentence(data, words, values)));
        blocks.Add(new KeyFigures([.. Key.Select(k => values.FirstOrDefault(v => v.Indicator.Code == k)).OfType<IndicatorValue>().Select(v => Figure(data, words, v))]));
        if (values.Any(v => v.Progress is not null))
        {
            blocks.Add(new Figure("progress", words.T("各项年度目标完成情况；竖线为按计划至生效日期应完成数，菱形为年底预测。", "Yearly targets: the line is what is due at the effective date, the rhombus the forecast for the end of the year."), Progress(data, words, values)));
        }

        blocks.Add(IndicatorTables.All(data, words, values, "indicators"));
        if (data.Town is null && IndicatorTables.Behind(data, words) is { } behind)
        {
            blocks.Add(behind);
        }
    }

    /// <summary>The values of the report's district or town.</summary>
    internal static IReadOnlyList<IndicatorValue> Values(ProgrammeData data) =>
        data.Town is { } town ? [.. data.Indicators.Towns.Where(v => v.TownCode == town.Code)] : data.Indicators.District;

    /// <summary>How a status is shown.</summary>
    internal static Tone ToneOf(IndicatorStatus status) => status switch
    {
        IndicatorStatus.Reached or IndicatorStatus.OnTrack => Tone.Good,
        IndicatorStatus.Behind => Tone.Warning,
        IndicatorStatus.FarBehind => Tone.Bad,
        _ => Tone.Plain,
    };

    /// <summary>A number of an indicator as it is printed.</summary>
    internal static string Amount(IndicatorDefinition indicator, decimal? amount) =>
        amount is { } value ? value.ToString("N" + indicator.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "–";

    private static string Sentence(ProgrammeData data, Wording words, IReadOnlyList<IndicatorValue> values)
    {
        int Count(params IndicatorStatus[] statuses) => values.Count(v => statuses.Contains(v.Status));
        var (good, behind, far) = (Count(IndicatorStatus.Reached, IndicatorStatus.OnTrack), Count(IndicatorStatus.Behind), Count(IndicatorStatus.FarBehind));
        var (open, grave) = (data.Attention.Items.Count(i => !i.IsAccepted), data.Attention.Items.Count(i => !i.IsAccepted && i.Severity == AttentionSeverity.High));
        var sites = data.Sites.Count.ToString("N0", CultureInfo.InvariantCulture);
        var targets = good + behind + far == 0 ? "" : words.T(
            $"{good + behind + far} 项年度目标中，{good} 项正常或已完成，{behind} 项滞后，{far} 项严重滞后。",
            $" Of {good + behind + far} yearly targets {good} are on track or reached, {behind} behind, {far} far behind.");
        return words.T(
            $"截至 {Wording.Shown(data.EffectiveOn)}，登记在册更新项目 {sites} 个。{targets}关注清单中未处理 {open} 项，其中严重 {grave} 项；自上次报告以来登记阶段变动 {data.Changes.Moves.Count} 次。",
            $"On {Wording.Shown(data.EffectiveOn)} the register holds {sites} sites.{targets} {open} items of the attention list are open, {grave} of them grave; {data.Changes.Moves.Count} changes of stage were recorded since the last report.");
    }

    private static KeyFigure Figure(ProgrammeData data, Wording words, IndicatorValue value)
    {
        var title = words.T(value.Indicator.TitleZh, value.Indicator.TitleEn);
        var note = value.Target is { } target
            ? words.T($"年度目标 {Amount(value.Indicator, target.Target)}", $"target {Amount(value.Indicator, target.Target)}")
                + (value.Progress is { } progress ? words.T($"，完成 {progress * 100:0.0}%", $", {progress * 100:0.0}% done") : "")
                + words.T($"，{value.Status.Title().Zh}", $", {value.Status.Title().En.ToLowerInvariant()}")
            : words.T("未设目标", "no target");
        return new KeyFigure(
            title, Amount(value.Indicator, value.Actual), words.T(value.Indicator.UnitZh, value.Indicator.UnitEn), note, value.Progress,
            value is { Due: { } due, Target.Target: > 0 } ? due / (double)value.Target.Target : null, ToneOf(value.Status))
        {
            Href = data.Links.Indicator(value.Indicator.Code, data.Period.Year, data.Town?.Code),
        };
    }

    private static BarChart Progress(ProgrammeData data, Wording words, IReadOnlyList<IndicatorValue> values) => new(
        words.T($"{data.Period.Year} 年度目标完成率", $"Yearly targets of {data.Period.Year}, share reached"), "",
        [.. values.Where(v => v.Progress is not null).Select(v => new Bar(
            words.T(v.Indicator.TitleZh, v.Indicator.TitleEn), Math.Min(1.5, v.Progress!.Value), 1, v.Due is { } due ? due / (double)v.Target!.Target : null,
            v.ForecastProgress is { } forecast ? Math.Min(1.5, forecast) : null, v.Progress.Value.ToString("0.0%", CultureInfo.InvariantCulture), ToneOf(v.Status)))])
    {
        Language = words.Language,
        Legend = [words.T("实际", "actual"), words.T("年度目标", "target of the year"), words.T("当前应完成", "due by now"), words.T("年底预测", "forecast")],
    };
}
