using System.Globalization;
using System.Text;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Mapping;

/// <summary>Turns the value of a cell, whatever its type and spelling, into the value of a property.</summary>
public static class ValueParser
{
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "未填", "空", "N/A", "NA", "#N/A", "NULL", "NONE",
    };

    private static readonly HashSet<string> Undecided = ["待定", "未定", "不详", "待核实"];

    private static readonly HashSet<string> True = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "t", "yes", "y", "1", "是", "有", "对", "已", "√", "✓", "✔", "☑", "■",
    };

    private static readonly HashSet<string> False = new(StringComparer.OrdinalIgnoreCase)
    {
        "false", "f", "no", "n", "0", "否", "无", "没有", "错", "未", "×", "✗", "✘", "☐", "□", "x",
    };

    /// <summary>Reads a value.</summary>
    /// <param name="property">The property it is meant for.</param>
    /// <param name="raw">The value as a <see cref="SourceRow"/> has it.</param>
    /// <param name="value">The value, of the CLR type that <see cref="FeatureDraft"/> names; null where the cell is empty or says so (—, 无, 待定).</param>
    /// <returns>What is wrong: the value, what was expected, an example; or null.</returns>
    public static string? Parse(PropertyDefinition property, object? raw, out object? value)
    {
        ArgumentNullException.ThrowIfNull(property);
        value = null;
        if (raw is null)
        {
            return null;
        }

        if (TryNumberAsItIs(property.Type, raw, out value))
        {
            return null;
        }

        var text = Fold(raw);
        if (property.Type != PropertyType.Boolean && (Empty.Contains(text) || (property.Type != PropertyType.Text && Undecided.Contains(text))))
        {
            return null;
        }

        value = property.Type switch
        {
            PropertyType.Text => raw is string given ? given.Trim().Trim('\u3000') : text,
            PropertyType.Code => FindCode(property.Codes!, text),
            PropertyType.Integer => ParseInteger(property, text),
            PropertyType.Decimal => NumberText.TryParse(text, property.Unit, out var number) ? number : null,
            PropertyType.Number => NumberText.TryParse(text, property.Unit, out var number) ? (double)number : null,
            PropertyType.Boolean => ParseBoolean(raw, text),
            PropertyType.Date => ParseDate(property, raw, text),
            PropertyType.Timestamp => ParseTimestamp(raw, text),
            _ => raw is string[] list ? list : text.Split(['、', ',', '，', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        return value is not null || (property.Type == PropertyType.Boolean && text.Length == 0)
            ? null
            : $"\"{Shorten(text)}\" is no {Expected(property)}.";
    }

    // Numbers of GeoJSON and DBF need no reading of text, which is what costs most.
    private static bool TryNumberAsItIs(PropertyType type, object raw, out object? value)
    {
        value = (type, raw) switch
        {
            (PropertyType.Integer, long) or (PropertyType.Decimal, decimal) or (PropertyType.Number, double) => raw,
            (PropertyType.Decimal, long number) => (decimal)number,
            (PropertyType.Number, long number) => (double)number,
            (PropertyType.Number, decimal number) => (double)number,
            _ => null,
        };
        return value is not null;
    }

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static string Fold(object raw) => CellText.Of(raw).Trim().Trim('\u3000');

    // 已竣工, 施工中 and 申报阶段 mean the stages 竣工, 施工 and 申报.
    private static string? FindCode(CodeList codes, string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).Trim();
        var bare = folded.StartsWith('已') ? folded[1..] : folded.EndsWith("阶段", StringComparison.Ordinal) ? folded[..^2] : folded.EndsWith('中') ? folded[..^1] : folded;
        return (codes.FindByLabel(folded) ?? codes.FindByLabel(bare))?.Code;
    }

    private static long? ParseInteger(PropertyDefinition property, string text) =>
        NumberText.TryParse(text, property.Unit, out var number) && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    private static bool? ParseBoolean(object raw, string text) => raw switch
    {
        bool flag => flag,
        _ when True.Contains(text.Normalize(NormalizationForm.FormKC)) || True.Contains(text) => true,
        _ when False.Contains(text.Normalize(NormalizationForm.FormKC)) || False.Contains(text) => false,
        _ => null,
    };

    private static DateOnly? ParseDate(PropertyDefinition property, object raw, string text)
    {
        var isFinish = property.Name.EndsWith("_finish", StringComparison.Ordinal);
        return raw switch
        {
            DateOnly date => date,
            DateTime instant => DateOnly.FromDateTime(instant),
            long or double or decimal => DateText.TryParse(Convert.ToDouble(raw, CultureInfo.InvariantCulture), isFinish, out var date) ? date : null,
            _ => DateText.TryParse(text, isFinish, out var date) ? date : null,
        };
    }

    private static DateTimeOffset? ParseTimestamp(object raw, string text) =>
        raw is DateTime instant ? new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc))
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read) ? read
        : null;

    private static string Expected(PropertyDefinition property) => property.Type switch
    {
        PropertyType.Code => $"value of {property.TitleZh}; expected one of {string.Join(", ", property.Codes!.Entries.Select(e => $"{e.TitleZh} ({e.Code})"))}",
        PropertyType.Integer => "whole number; expected for example 120",
        PropertyType.Decimal or PropertyType.Number => $"number{(property.Unit is { } unit ? $" in {unit}" : "")}; expected for example 1234.5",
        PropertyType.Boolean => "yes or no; expected for example 是 or 否",
        PropertyType.Date => "date; expected for example 2024-05-01, 2024年5月1日 or 2024年5月",
        PropertyType.Timestamp => "time; expected for example 2024-05-01T08:00:00Z",
        _ => "value of this property",
    };
}
