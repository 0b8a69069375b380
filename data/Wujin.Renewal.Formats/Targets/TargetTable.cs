using System.Globalization;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Formats.Mapping;

namespace Wujin.Renewal.Formats.Targets;

/// <summary>Something wrong, or worth knowing, about a table of targets.</summary>
/// <param name="Place">The cell, <c>C5</c>, or row, <c>row 5</c>.</param>
/// <param name="Detail">What, and what to do about it.</param>
public sealed record TableFault(string Place, string Detail);

/// <summary>What a table of targets says.</summary>
/// <param name="Targets">The targets; no two of one indicator, place and year.</param>
/// <param name="Faults">What is wrong. With any, nothing should be recorded.</param>
/// <param name="Remarks">What was read in a way that a person should know of.</param>
public sealed record TargetTable(IReadOnlyList<IndicatorTarget> Targets, IReadOnlyList<TableFault> Faults, IReadOnlyList<TableFault> Remarks)
{
    private static readonly string[] TownNames = ["镇街", "镇/街道", "镇（街道）", "镇(街道)", "乡镇", "所属镇街", "单位", "town", "town_code", "镇街代码"];
    private static readonly string[] IndicatorNames = ["指标", "指标名称", "indicator"];
    private static readonly string[] TargetNames = ["目标", "目标值", "年度目标", "target"];
    private static readonly string[] YearNames = ["年度", "年份", "year"];
    private static readonly string[] PathNames = ["进度要求", "分季度进度", "path", "path_percent"];
    private static readonly string[] NoteNames = ["备注", "note"];
    private static readonly string[] DistrictNames = ["全区", "合计", "总计", "武进区", "全区合计", "district", "total", "区"];

    /// <summary>
    /// Reads either layout: a row for every town and a column for every indicator (the district in a row 全区 or 合计), or a row for every target with
    /// columns 指标, 镇街, 目标 and perhaps 年度, 进度要求, 备注.
    /// </summary>
    /// <param name="rows">The table.</param>
    /// <param name="year">The year of targets that name none.</param>
    /// <param name="town">Code of a town by what offices write; null where it names none.</param>
    public static TargetTable Read(IReadOnlyList<TableRow> rows, int? year, Func<string, string?> town)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(town);
        var reading = new Reading(year, town);
        for (var i = 0; i < rows.Count && i < 20; i++)
        {
            var header = rows[i].Cells.Select(c => Plain(c.Text)).ToList();
            if (header.Any(h => IndicatorNames.Contains(h)) && header.Any(h => TargetNames.Contains(h)))
            {
                reading.Long(rows, i, header);
                return reading.Result();
            }

            if (header.Exists(h => TownNames.Contains(h)) && header.Any(h => IndicatorOf(h) is not null))
            {
                reading.Wide(rows, i, header);
                return reading.Result();
            }
        }

        return new TargetTable([], [new TableFault("row 1", $"No header is found in the first rows: name the columns {TownNames[0]} and indicators ({string.Join("、", IndicatorCatalogue.All.Take(3).Select(x => x.TitleZh))} …), or {IndicatorNames[0]}, {TownNames[0]} and {TargetNames[0]}.")], []);
    }

    // 改造建筑面积（平方米） names its unit; blanks and line breaks within a header are for the eye.
    private static string Plain(string text)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return TownNames.Contains(plain) ? plain : plain.Split('（', '(')[0];
    }

    private static IndicatorDefinition? IndicatorOf(string header) =>
        IndicatorCatalogue.All.FirstOrDefault(i => i.Code == header || i.TitleZh == header || string.Concat(i.TitleEn.Where(c => c != ' ')).Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>One reading of one table.</summary>
    private sealed class Reading(int? defaultYear, Func<string, string?> town)
    {
        private readonly List<IndicatorTarget> _targets = [];
        private readonly List<TableFault> _faults = [];
        private readonly List<TableFault> _remarks = [];
        private readonly Dictionary<(int, string, string?), string> _places = [];

        public TargetTable Result()
        {
            if (_targets.Count == 0 && _faults.Count == 0)
            {
                _faults.Add(new TableFault("table", "There is no target in it: every cell is empty."));
            }

            return new TargetTable(_targets, _faults, _remarks);
        }

        public void Wide(IReadOnlyList<TableRow> rows, int header, List<string> names)
        {
            var townColumn = names.FindIndex(n => TownNames.Contains(n));
            var yearColumn = names.FindIndex(n => YearNames.Contains(n));
            var columns = names.Select((n, i) => (Column: i, Indicator: IndicatorOf(n))).Where(c => c.Indicator is not null).ToList();
            foreach (var (column, name) in names.Select((n, i) => (i, n)).Where(c => c.n.Length > 0 && c.i != townColumn && c.i != yearColumn && IndicatorOf(c.n) is null && !NoteNames.Contains(c.n) && c.n != "序号"))
            {
                _faults.Add(new TableFault(rows[header].Cells[column].Name, $"\"{rows[header].Cells[column].Text}\" is no indicator; expected one of {string.Join("、", IndicatorCatalogue.All.Select(i => i.TitleZh))}, or their codes."));
            }

            foreach (var twice in columns.GroupBy(c => c.Indicator!.Code).Where(g => g.Count() > 1))
            {
                _faults.Add(new TableFault(rows[header].Cells[twice.Last().Column].Name, $"{twice.First().Indicator!.TitleZh} has two columns; keep one."));
            }

            foreach (var row in rows.Skip(header + 1).Where(r => !r.Cells.All(c => c.IsBlank)))
            {
                if (Place(row, townColumn) is not { } place || YearOf(row, yearColumn) is not { } year)
                {
                    continue;
                }

                foreach (var (column, indicator) in columns.Where(c => c.Column < row.Cells.Count && !row.Cells[c.Column].IsBlank))
                {
                    Add(row.Cells[column], year, indicator!, place.Town, null, null);
                }
            }
        }

        public void Long(IReadOnlyList<TableRow> rows, int header, List<string> names)
        {
            int Column(string[] known) => names.FindIndex(n => known.Contains(n));
            var (townColumn, indicatorColumn, targetColumn) = (Column(TownNames), Column(IndicatorNames), Column(TargetNames));
            var (yearColumn, pathColumn, noteColumn) = (Column(YearNames), Column(PathNames), Column(NoteNames));
            foreach (var row in rows.Skip(header + 1).Where(r => !r.Cells.All(c => c.IsBlank)))
            {
                var text = Text(row, indicatorColumn);
                var indicator = IndicatorOf(Plain(text));
                if (indicator is null)
                {
                    _faults.Add(new TableFault(CellOf(row, indicatorColumn), text.Length == 0 ? "The indicator is missing." : $"\"{text}\" is no indicator; expected one of {string.Join("、", IndicatorCatalogue.All.Select(i => i.TitleZh))}, or their codes."));
                }

                var place = townColumn < 0 ? new Spot(null) : Place(row, townColumn);
                var path = PathOf(row, pathColumn);
                if (targetColumn >= row.Cells.Count || row.Cells[targetColumn].IsBlank)
                {
                    _faults.Add(new TableFault(CellOf(row, targetColumn), "The target is missing; leave the whole row out where there is none."));
                }
                else if (indicator is not null && place is not null && YearOf(row, yearColumn) is { } year)
                {
                    Add(row.Cells[targetColumn], year, indicator, place.Town, path, Text(row, noteColumn) is { Length: > 0 } note ? note : null);
                }
            }
        }

        private sealed record Spot(string? Town);

        private static string Text(TableRow row, int column) => column >= 0 && column < row.Cells.Count ? row.Cells[column].Text : "";

        private static string CellOf(TableRow row, int column) => column >= 0 && column < row.Cells.Count ? row.Cells[column].Name : FormattableString.Invariant($"row {row.Number}");

        private Spot? Place(TableRow row, int column)
        {
            if (column < row.Cells.Count && row.Cells[column].Merged is { } range && IsTall(range))
            {
                _faults.Add(new TableFault(row.Cells[column].Name, $"The cells {range} are merged, so that several rows share one town; unmerge them and name the town in every row."));
                return null;
            }

            var text = Text(row, column);
            var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
            if (DistrictNames.Contains(plain, StringComparer.OrdinalIgnoreCase))
            {
                return new Spot(null);
            }

            if (plain.Length > 0 && town(plain) is { } code)
            {
                return new Spot(code);
            }

            _faults.Add(new TableFault(CellOf(row, column), plain.Length == 0
                ? "The town is missing; write 全区 for the district."
                : $"\"{(text.Length > 60 ? text[..60] + "…" : text)}\" is no town of the register; write its name or code, or 全区 for the district."));
            return null;
        }

        private int? YearOf(TableRow row, int column)
        {
            var text = Text(row, column).TrimEnd('年');
            if (text.Length == 0 && defaultYear is { } year)
            {
                return year;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is >= IndicatorTarget.FirstYear and <= IndicatorTarget.LastYear)
            {
                if (defaultYear is { } only && only != given)
                {
                    _faults.Add(new TableFault(CellOf(row, column), $"The row is for {given}, and the table was sent for {only}; send each year by itself."));
                    return null;
                }

                return given;
            }

            _faults.Add(new TableFault(CellOf(row, column), text.Length == 0 ? "The year is missing: give it with the table, or in a column 年度." : $"\"{text}\" is no year from {IndicatorTarget.FirstYear} to {IndicatorTarget.LastYear}."));
            return null;
        }

        private List<decimal>? PathOf(TableRow row, int column)
        {
            var text = Text(row, column);
            if (text.Length == 0)
            {
                return null;
            }

            var parts = text.Split([';', '；', '、', '/', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            List<decimal> path = [];
            foreach (var part in parts)
            {
                if (!NumberText.TryParse(part, "%", out var percent))
                {
                    _faults.Add(new TableFault(CellOf(row, column), $"\"{part}\" is no percentage; write the cumulative percentages of the quarters as 10;30;60;100."));
                    return null;
                }

                path.Add(percent);
            }

            if (TargetPath.FaultOf(path) is { } fault)
            {
                _faults.Add(new TableFault(CellOf(row, column), fault));
                return null;
            }

            return path;
        }

        private void Add(TableCell cell, int year, IndicatorDefinition indicator, string? townCode, IReadOnlyList<decimal>? path, string? note)
        {
            if (FaultOf(cell, indicator, townCode, out var amount) is { } fault)
            {
                _faults.Add(new TableFault(cell.Name, fault));
                return;
            }

            if (!_places.TryAdd((year, indicator.Code, townCode), cell.Name))
            {
                _faults.Add(new TableFault(cell.Name, $"{indicator.TitleZh} of {townCode ?? "the district"} stands in {_places[(year, indicator.Code, townCode)]} already; keep one."));
                return;
            }

            if (cell.IsFormula)
            {
                _remarks.Add(new TableFault(cell.Name, $"A formula; its last result, {amount.ToString(CultureInfo.InvariantCulture)}, is taken."));
            }

            if (amount == 0)
            {
                _remarks.Add(new TableFault(cell.Name, $"A target of zero for {indicator.TitleZh}: there will be no percentage of it."));
            }

            _targets.Add(new IndicatorTarget(year, indicator.Code, townCode, amount, path, note));
        }

        private static string? FaultOf(TableCell cell, IndicatorDefinition indicator, string? townCode, out decimal amount)
        {
            amount = 0;
            if (cell.Error is { } error)
            {
                return $"The cell holds the error {error}; mend its formula.";
            }

            if (cell.Merged is { } range)
            {
                return $"The cells {range} are merged, so that it is not clear whose target it is; unmerge them and write a number in each.";
            }

            if (cell is { IsFormula: true, Value: null })
            {
                return "The formula was never calculated: open the workbook in Excel or WPS, save it, and send it again; or write the number.";
            }

            if (cell.Value is bool or DateTime || !NumberText.TryParse(cell.Text, indicator.UnitEn == "mu" ? "mu" : indicator.UnitEn == "m²" ? "m²" : indicator.UnitEn == "万元/mu" ? "万元/mu" : null, out amount))
            {
                return $"\"{(cell.Text.Length > 60 ? cell.Text[..60] + "…" : cell.Text)}\" is no number of {indicator.UnitZh}.";
            }

            return TargetRules.FaultOf(indicator, townCode, amount);
        }

        private static bool IsTall(string range)
        {
            var ends = range.Split(':');
            return ends.Length == 2 && ends[0].TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]) != ends[1].TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]);
        }
    }
}
