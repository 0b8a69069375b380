using System.Globalization;

namespace Wujin.Renewal.Api.Processes;

/// <summary>Reads the parameter <c>limit</c> of lists.</summary>
internal static class Limits
{
    /// <summary>A whole number from 1; what is above the largest counts as the largest.</summary>
    internal static int? Parse(string text, int largest, out string fault)
    {
        fault = $"limit is a whole number from 1 to {largest}.";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 ? (int)Math.Min(limit, largest) : null;
    }
}
