using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Wujin.Renewal.Formats.Mapping;

/// <summary>Dates as ledgers write them.</summary>
internal static partial class DateText
{
    // Excel counts days from 1899-12-30 (its 1900 is a leap year, which matters only before March 1900).
    private static readonly DateOnly ExcelDayZero = new(1899, 12, 30);
    private const int FirstPlausibleSerial = 10_000; // 1927-05-18; smaller numbers are years or counts.
    private const int LastPlausibleSerial = 110_000; // 2201-02-28

    /// <summary>Reads <c>2024-05-01</c>, <c>2024/5/1</c>, <c>2024.05.01</c>, <c>2024年5月1日</c>, <c>20240501</c>, and months: <c>2024年5月</c>, <c>2024.05</c>, <c>202405</c>.</summary>
    /// <param name="text">The cell; full-width digits and a time behind the date are understood.</param>
    /// <param name="isFinish">Whether a month means its last day rather than its first.</param>
    /// <param name="date">The date.</param>
    public static bool TryParse(string text, bool isFinish, out DateOnly date)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).Trim();
        var match = Separated().Match(folded);
        if (!match.Success)
        {
            match = Compact().Match(folded);
        }

        if (match.Success)
        {
            return TryBuild(match, isFinish, out date);
        }

        date = default;
        return double.TryParse(folded, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && TryFromSerial(serial, out date);
    }

    /// <summary>Reads a number: an Excel serial day, or the digits of a date or month (20240501, 202405, 2024.05).</summary>
    public static bool TryParse(double number, bool isFinish, out DateOnly date) =>
        TryFromSerial(number, out date) || TryParse(number.ToString("0.##", CultureInfo.InvariantCulture), isFinish, out date);

    private static bool TryFromSerial(double serial, out DateOnly date)
    {
        var isSerial = serial is >= FirstPlausibleSerial and <= LastPlausibleSerial;
        date = isSerial ? ExcelDayZero.AddDays((int)serial) : default;
        return isSerial;
    }

    private static bool TryBuild(Match match, bool isFinish, out DateOnly date)
    {
        date = default;
        var (year, month) = (int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture));
        if (year is < 1 or > 9999 || month is < 1 or > 12)
        {
            return false;
        }

        var days = DateTime.DaysInMonth(year, month);
        var day = match.Groups["d"].Success ? int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture) : isFinish ? days : 1;
        if (day < 1 || day > days)
        {
            return false;
        }

        date = new(year, month, day);
        return true;
    }

    [GeneratedRegex(@"^(?<y>\d{4})\s*[-/.年]\s*(?<m>\d{1,2})\s*(?:[-/.月]\s*(?:(?<d>\d{1,2})\s*[日号]?)?)?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$")]
    private static partial Regex Separated();

    [GeneratedRegex(@"^(?<y>(?:19|20|21)\d{2})(?<m>\d{2})(?<d>\d{2})?$")]
    private static partial Regex Compact();
}
