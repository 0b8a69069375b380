using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>Tables of indicators.</summary>
internal static class IndicatorTables
{
    /// <summary>All indicators of the district or town.</summary>
    internal static Table All(ProgrammeData data, Wording words, IReadOnlyList<IndicatorValue> values, string name) => new(
        words.T("指标", "Indicators"), words.T($"{data.Period.Year} 年度指标", $"Indicators of {data.Period.Year}"),
        [
            new(words.T("指标", "Indicator"), Width: 24), new(words.T("单位", "Unit"), Width: 10), new(words.T("年度目标", "Target"), IsRight: true, Width: 13), new(words.T("上期末", "Before"), IsRight: true, Width: 13),
            new(words.T("实际", "Actual"), IsRight: true, Width: 13), new(words.T("应完成", "Due"), IsRight: true, Width: 13), new(words.T("完成率", "Done"), IsRight: true, Width: 10),
            new(words.T("年底预测", "Forecast"), IsRight: true, Width: 13), new(words.T("状态", "Status"), Width: 11),
        ],
        [.. values.Select(v => Row(data, words, v))])
    {
        Note = words.T("“上期末”为上一报告期末的累计数（同一登记时刻）；状态按当前应完成数判断，低于应完成数 80% 为严重滞后。", "“Before” is the figure at the end of the period before, as recorded at the same instant; the status compares with what is due, far behind is below 80 % of it."),
    };

    /// <summary>Which towns are behind in which indicator; null where none is.</summary>
    internal static Table? Behind(ProgrammeData data, Wording words)
    {
        var behind = data.Indicators.Towns.Where(v => v.Status is IndicatorStatus.Behind or IndicatorStatus.FarBehind).OrderByDescending(v => v.Status).ThenBy(v => v.Progress ?? 0).ToList();
        return behind.Count == 0 ? null : new Table(
            words.T("滞后镇街", "Towns behind"), words.T("未达应完成数的镇（街道）", "Towns behind what is due"),
            [
                new(words.T("镇/街道", "Town"), Width: 14), new(words.T("指标", "Indicator"), Width: 22), new(words.T("单位", "Unit"), Width: 9), new(words.T("目标", "Target"), IsRight: true), new(words.T("实际", "Actual"), IsRight: true),
                new(words.T("应完成", "Due"), IsRight: true), new(words.T("完成率", "Done"), IsRight: true, Width: 10), new(words.T("状态", "Status"), Width: 11),
            ],
            [.. behind.Select(v => new Row([
                Cell.Of(TownTables.Name(v.TownCode, v.TownName, data, words)), Cell.Of(words.T(v.Indicator.TitleZh, v.Indicator.TitleEn)), Cell.Of(words.T(v.Indicator.UnitZh, v.Indicator.UnitEn), Tone.Faint),
                Cell.Of(v.Target?.Target, v.Indicator.Decimals), Cell.Of(v.Actual, v.Indicator.Decimals, data.Links.Indicator(v.Indicator.Code, data.Period.Year, v.TownCode)), Cell.Of(v.Due, Math.Max(1, v.Indicator.Decimals)),
                Cell.Percent(v.Progress), Status(words, v),
            ]))])
        {
            RowsOnPages = 12,
        };
    }

    internal static Cell Status(Wording words, IndicatorValue value) => Cell.Of(words.T(value.Status.Title().Zh, value.Status.Title().En), SummarySection.ToneOf(value.Status));

    private static Row Row(ProgrammeData data, Wording words, IndicatorValue v)
    {
        var before = (data.Town is null ? data.Before?.District : data.Before?.Towns)?.FirstOrDefault(b => b.Indicator.Code == v.Indicator.Code && b.TownCode == v.TownCode);
        return new Row(
        [
            Cell.Of(words.T(v.Indicator.TitleZh, v.Indicator.TitleEn)), Cell.Of(words.T(v.Indicator.UnitZh, v.Indicator.UnitEn), Tone.Faint), Cell.Of(v.Target?.Target, v.Indicator.Decimals),
            Cell.Of(before?.Actual, v.Indicator.Decimals), Cell.Of(v.Actual, v.Indicator.Decimals, data.Links.Indicator(v.Indicator.Code, data.Period.Year, data.Town?.Code)),
            Cell.Of(v.Due, Math.Max(1, v.Indicator.Decimals)), Cell.Percent(v.Progress), Cell.Of(v.Forecast, v.Indicator.Decimals), Status(words, v),
        ]);
    }
}
