using System.Globalization;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>Reads the parameter <c>bbox</c> (OGC 17-069r4, /req/core/fc-bbox-definition).</summary>
internal static class Boxes
{
    /// <summary>Reads <c>bbox</c> in the system of <c>bbox-crs</c>, in its axis order: degrees as a box, metres as the area it is on the ground.</summary>
    internal static (BoundingBox? Box, Geometry? Area) Read(RequestParameters parameters)
    {
        var crs = ServedSystems.Read(parameters, "bbox-crs") ?? CoordinateSystems.Crs84;
        if (parameters.Single("bbox") is not { } text)
        {
            return default;
        }

        var (box, area) = (default(BoundingBox?), default(Geometry));
        if (Numbers(text, out var fault) is { } numbers)
        {
            var half = numbers.Length / 2;
            var flat = crs.IsNorthingFirst
                ? new BoundingBox(numbers[1], numbers[0], numbers[half + 1], numbers[half])
                : new BoundingBox(numbers[0], numbers[1], numbers[half], numbers[half + 1]);
            area = crs.IsProjected ? OnPlane(flat, crs, out fault) : null;
            box = crs.IsProjected ? null : Check(flat, crs, out fault);
        }

        if (box is null && area is null)
        {
            parameters.Fault("bbox", fault);
        }

        return (box, area);
    }

    /// <summary>Four numbers, or six with heights, which the register does not have, in third and sixth place.</summary>
    private static double[]? Numbers(string text, out string fault)
    {
        var parts = text.Split(',');
        if (parts.Length is not (4 or 6))
        {
            fault = $"bbox has 4 numbers (west,south,east,north) or 6 with heights, not {parts.Length}.";
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

        fault = "";
        return numbers;
    }

    private static Geometry? OnPlane(BoundingBox flat, CoordinateSystem crs, out string fault)
    {
        var order = crs.IsNorthingFirst ? "northing comes first in it, then easting" : "easting comes first in it, then northing";
        if (flat.West > flat.East || flat.South > flat.North)
        {
            fault = $"The lower corner of bbox comes before the upper, in {crs}; {order}.";
            return null;
        }

        var area = CrsBoxes.ToStorage(new Envelope(flat.West, flat.East, flat.South, flat.North), crs);
        fault = $"bbox lies outside {crs}; {order}.";
        return area.Coordinates.All(c => double.IsFinite(c.X) && double.IsFinite(c.Y)) ? area : null;
    }

    private static BoundingBox? Check(BoundingBox box, CoordinateSystem crs, out string fault)
    {
        var order = crs.IsNorthingFirst ? "Latitude comes first: south,west,north,east." : "Longitude comes first: west,south,east,north.";
        static bool IsLongitude(double degrees) => Math.Abs(degrees) <= 180;
        static bool IsLatitude(double degrees) => Math.Abs(degrees) <= 90;

        if (!IsLatitude(box.South) || !IsLatitude(box.North))
        {
            fault = IsLatitude(box.West) && IsLatitude(box.East) && IsLongitude(box.South) && IsLongitude(box.North)
                ? "Latitudes of bbox lie between -90 and 90. " + order
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
