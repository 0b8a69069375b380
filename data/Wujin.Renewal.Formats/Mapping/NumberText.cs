using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Wujin.Renewal.Formats.Mapping;

/// <summary>Numbers as ledgers write them: full-width digits, thousand separators, percent signs, 万, and units behind.</summary>
internal static partial class NumberText
{
    // How many of the property's unit one of the written unit is. Exact: 1 mu is 2000/3 m².
    private static readonly Dictionary<(string Property, string Written), (decimal Times, decimal Over)> Units = new()
    {
        [("m²", "亩")] = (2000, 3), [("m²", "公顷")] = (10_000, 1), [("m²", "ha")] = (10_000, 1), [("m²", "平方公里")] = (1_000_000, 1), [("m²", "km2")] = (1_000_000, 1),
        [("m²", "万平方米")] = (10_000, 1), [("m²", "平方米")] = (1, 1), [("m²", "平米")] = (1, 1), [("m²", "m2")] = (1, 1),
        [("mu", "亩")] = (1, 1), [("mu", "mu")] = (1, 1), [("mu", "公顷")] = (15, 1), [("mu", "ha")] = (15, 1), [("mu", "平方米")] = (3, 2000), [("mu", "m2")] = (3, 2000),
        [("万元", "万元")] = (1, 1), [("万元", "万")] = (1, 1), [("万元", "元")] = (1, 10_000), [("万元", "亿元")] = (10_000, 1), [("万元", "亿")] = (10_000, 1),
        [("万元/mu", "万元/亩")] = (1, 1), [("万元/mu", "万元")] = (1, 1),
        [("km", "公里")] = (1, 1), [("km", "千米")] = (1, 1), [("km", "km")] = (1, 1), [("km", "米")] = (1, 1000), [("km", "m")] = (1, 1000),
        [("m", "米")] = (1, 1), [("m", "m")] = (1, 1), [("m", "公里")] = (1000, 1), [("m", "km")] = (1000, 1),
        [("min", "分钟")] = (1, 1), [("min", "分")] = (1, 1), [("min", "min")] = (1, 1),
        [("%", "%")] = (1, 1),
    };

    private static readonly HashSet<string> CountWords =
        ["户", "栋", "幢", "座", "台", "部", "个", "人", "层", "家", "宗", "处", "辆", "位", "根", "年", "岁"];

    /// <summary>Reads a number.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="unit">The unit of the property, or null: a unit written behind the number is converted to it.</param>
    /// <param name="number">The number in that unit.</param>
    /// <returns>False where it is no number, or its unit is of another kind.</returns>
    public static bool TryParse(string text, string? unit, out decimal number)
    {
        number = 0;
        var match = Shape().Match(text.Normalize(NormalizationForm.FormKC).Replace("−", "-", StringComparison.Ordinal).Trim());
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        var written = match.Groups["unit"].Value.ToLowerInvariant();
        try
        {
            return ApplyUnit(written, unit, ref number);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static bool ApplyUnit(string written, string? unit, ref decimal number)
    {
        if (written.Length == 0)
        {
            return true;
        }

        if (unit is not null && Units.TryGetValue((unit, written), out var factor))
        {
            number = number * factor.Times / factor.Over;
            return true;
        }

        if (written is "%" or "万")
        {
            number = written == "%" ? number / 100 : number * 10_000;
            return true;
        }

        return unit is null && CountWords.Contains(written);
    }

    // Thousand separators only where they separate thousands: 1,234.5 is a number, 1,23 is a slip of the pen.
    [GeneratedRegex(@"^[¥￥]?\s*(?<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)\s*(?<unit>[^\d\s.,+-][^\d\s]*2?)?$")]
    private static partial Regex Shape();
}
