using System.Globalization;
using System.Text.RegularExpressions;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>A month, a quarter or a year.</summary>
/// <param name="Code">As it is written: <c>2026</c>, <c>2026-Q3</c>, <c>2026-07</c>.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
public sealed partial record ReportPeriod(string Code, DateOnly Start, DateOnly End)
{
    /// <summary>What is expected, to end a sentence.</summary>
    public const string Expected = "a year (2026), a quarter (2026-Q3) or a month (2026-07), from 1990 to 2100";

    /// <summary>The year it lies in.</summary>
    public int Year => Start.Year;

    /// <summary>The one before, of the same length.</summary>
    public ReportPeriod Previous
    {
        get
        {
            var end = Start.AddDays(-1);
            return Months switch
            {
                12 => Of(end.Year),
                3 => OfQuarter(end.Year, ((end.Month - 1) / 3) + 1),
                _ => OfMonth(end.Year, end.Month),
            };
        }
    }

    private int Months => ((End.Year - Start.Year) * 12) + End.Month - Start.Month + 1;

    /// <summary>Reads a period.</summary>
    /// <returns>Null where the text is none.</returns>
    public static ReportPeriod? Parse(string text)
    {
        var match = Spelling().Match(text);
        if (!match.Success || int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) is not (>= 1990 and <= 2100 and var year))
        {
            return null;
        }

        return match.Groups["quarter"] is { Success: true } quarter ? OfQuarter(year, quarter.ValueSpan[0] - '0')
            : match.Groups["month"] is { Success: true } month ? OfMonth(year, int.Parse(month.ValueSpan, CultureInfo.InvariantCulture))
            : Of(year);
    }

    /// <summary>The quarter that a day lies in.</summary>
    public static ReportPeriod QuarterOf(DateOnly day) => OfQuarter(day.Year, ((day.Month - 1) / 3) + 1);

    /// <summary>As a reader would say it.</summary>
    public string Title(ReportLanguage language)
    {
        var isChinese = language == ReportLanguage.Chinese;
        return Months switch
        {
            12 => isChinese ? $"{Year} 年" : Code,
            3 => isChinese ? $"{Year} 年第{"一二三四"[(Start.Month - 1) / 3]}季度" : string.Create(CultureInfo.InvariantCulture, $"quarter {((Start.Month - 1) / 3) + 1} of {Year}"),
            _ => isChinese ? $"{Year} 年 {Start.Month} 月" : Start.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    private static ReportPeriod Of(int year) => new(year.ToString(CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    private static ReportPeriod OfQuarter(int year, int quarter)
    {
        var start = new DateOnly(year, (quarter * 3) - 2, 1);
        return new(string.Create(CultureInfo.InvariantCulture, $"{year}-Q{quarter}"), start, start.AddMonths(3).AddDays(-1));
    }

    private static ReportPeriod OfMonth(int year, int month)
    {
        var start = new DateOnly(year, month, 1);
        return new(start.ToString("yyyy-MM", CultureInfo.InvariantCulture), start, start.AddMonths(1).AddDays(-1));
    }

    [GeneratedRegex("^(?<year>[0-9]{4})(?:-[Qq](?<quarter>[1-4])|-(?<month>0[1-9]|1[0-2]))?$")]
    private static partial Regex Spelling();
}
