using System.Globalization;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>Reads the parameter <c>bbox</c> (OGC 17-069r4, /req/core/fc-bbox-definition).</summary>
internal static class Boxes
{
    /// <summary>Four numbers west, south, east, north, or six with heights, which the register does not have, in third and sixth place.</summary>
    internal static BoundingBox? Parse(string text, out string fault)
    {
        var parts = text.Split(',');
        if (parts.Length is not (4 or 6))
        {
            fault = $"bbox has 4 numbers (west,south,east,north, degrees) or 6 with heights, not {parts.Length}.";
            return null;
        }

        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                fault = $"Number {i + 1} of bbox, '{parts[i]}', is not a finite number.";
                return null;
            }
        }

        if (numbers.Length == 6 && numbers[2] > numbers[5])
        {
            fault = "The lower height of bbox is above the upper.";
            return null;
        }

        var half = numbers.Length / 2;
        return Check(new BoundingBox(numbers[0], numbers[1], numbers[half], numbers[half + 1]), out fault);
    }

    private static BoundingBox? Check(BoundingBox box, out string fault)
    {
        static bool IsLongitude(double degrees) => Math.Abs(degrees) <= 180;
        static bool IsLatitude(double degrees) => Math.Abs(degrees) <= 90;

        if (!IsLatitude(box.South) || !IsLatitude(box.North))
        {
            fault = IsLatitude(box.West) && IsLatitude(box.East) && IsLongitude(box.South) && IsLongitude(box.North)
                ? "Latitudes of bbox lie between -90 and 90. Longitude comes first: west,south,east,north."
                : "Latitudes of bbox lie between -90 and 90 degrees.";
            return null;
        }

        if (!IsLongitude(box.West) || !IsLongitude(box.East))
        {
            fault = "Longitudes of bbox lie between -180 and 180 degrees; a box over the 180th meridian has its west greater than its east.";
            return null;
        }

        fault = "The south of bbox lies north of its north.";
        return box.South > box.North ? null : box;
    }
}
