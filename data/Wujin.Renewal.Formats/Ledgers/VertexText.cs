using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Shapefiles;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>
/// Outlines written as a list of boundary points (界址点坐标) in one cell: <c>X1,Y1;X2,Y2;…</c>.
/// </summary>
/// <remarks>
/// Points are separated by semicolons or line ends, the two numbers of a point by a comma, an ideographic comma or blanks; without any
/// semicolon or line end, numbers are taken two by two. Full-width digits and punctuation, brackets around points, point labels
/// (<c>J1,…</c> or <c>1,…</c>) and a third number (height) are understood. The first point need not be repeated at the end. Several rings are
/// separated by <c>|</c> or an empty line; a ring inside another is a hole. Whether easting or northing comes first is told by the size of
/// the numbers.
/// </remarks>
internal static partial class VertexText
{
    private const int MostRings = 1000;

    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    /// <summary>Reads an outline.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>x easting or longitude first; null where a fault was added.</returns>
    public static Geometry? Read(string text, List<Fault> faults)
    {
        var rings = RingBreak().Split(text.Normalize(NormalizationForm.FormKC)).Where(r => !string.IsNullOrWhiteSpace(r)).ToList();
        if (rings.Count is 0 or > MostRings)
        {
            faults.Add(Fault.OfGeometry($"The list of vertices has {rings.Count} rings; expected 1 to {MostRings}."));
            return null;
        }

        List<Coordinate[]> read = [];
        foreach (var ring in rings)
        {
            if (ReadRing(ring, read.Count + 1, faults) is not { } positions)
            {
                return null;
            }

            read.Add(positions);
        }

        OrderAxes(read);
        return RingAssembly.AssembleByNesting([.. read.Select(r => Factory.CreateLinearRing(r))], Factory);
    }

    private static Coordinate[]? ReadRing(string ring, int number, List<Fault> faults)
    {
        var groups = PointBreak().Split(ring).Select(NumbersOf).Where(g => g is null || g.Count > 0).ToList();
        if (groups.Contains(null))
        {
            faults.Add(Fault.OfGeometry($"Ring {number} of the list of vertices has something other than numbers; expected for example \"494000.12,3508000.34;494100.00,3508000.00;…\"."));
            return null;
        }

        var points = groups.Count == 1 ? Pairs(groups[0]!) : Points(groups!);
        if (points is null || points.Count < 3)
        {
            faults.Add(Fault.OfGeometry($"Ring {number} of the list of vertices has {(points is null ? "numbers that do not go in pairs" : $"{points.Count} points")}; expected at least three points of two numbers."));
            return null;
        }

        if (!points[0].Equals2D(points[^1]))
        {
            points.Add(points[0].Copy());
        }

        if (GeometryRules.CheckRing([.. points], "/geometry") is { } fault)
        {
            faults.Add(fault);
            return null;
        }

        return [.. points];
    }

    // The numbers of one point; labels such as J1 are dropped; null where something is no number.
    private static List<double>? NumbersOf(string group)
    {
        List<double> numbers = [];
        foreach (var token in NumberBreak().Split(group))
        {
            if (token.Length == 0 || Label().IsMatch(token))
            {
                continue;
            }

            if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static List<Coordinate>? Pairs(List<double> numbers)
    {
        if (numbers.Count % 2 != 0)
        {
            return null;
        }

        List<Coordinate> points = [];
        for (var i = 0; i < numbers.Count; i += 2)
        {
            points.Add(new(numbers[i], numbers[i + 1]));
        }

        return points;
    }

    private static List<Coordinate>? Points(List<List<double>> groups)
    {
        if (groups.All(g => g.Count == 2))
        {
            return [.. groups.Select(g => new Coordinate(g[0], g[1]))];
        }

        if (!groups.All(g => g.Count == 3))
        {
            return null;
        }

        // Either a running number before the point or a height after it.
        var isNumbered = groups.Select((g, i) => g[0] == i + 1).Take(groups.Count - 1).All(b => b);
        return [.. groups.Select(g => isNumbered ? new Coordinate(g[1], g[2]) : new Coordinate(g[0], g[1]))];
    }

    private static void OrderAxes(List<Coordinate[]> rings)
    {
        var extent = new Envelope(rings.SelectMany(r => r));
        if (!CoordinateGuess.Of(extent).IsSwapped)
        {
            return;
        }

        foreach (var position in rings.SelectMany(r => r.Distinct(ReferenceEqualityComparer.Instance).Cast<Coordinate>()))
        {
            (position.X, position.Y) = (position.Y, position.X);
        }
    }

    [GeneratedRegex(@"\||\r?\n[ \t]*\r?\n")]
    private static partial Regex RingBreak();

    [GeneratedRegex(@"[;\r\n。]+")]
    private static partial Regex PointBreak();

    [GeneratedRegex(@"[\s,、:()\[\]]+")]
    private static partial Regex NumberBreak();

    [GeneratedRegex(@"^[\p{L}]+\d*$")]
    private static partial Regex Label();
}
