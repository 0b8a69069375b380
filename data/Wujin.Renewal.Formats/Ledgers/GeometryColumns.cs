using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Mapping;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>The columns of a ledger that hold its geometry: one with WKT or a list of vertices, or a pair of coordinates.</summary>
internal sealed partial class GeometryColumns
{
    private const int LocalZoneSrid = 4549; // Wujin lies in the 3-degree zone of 120 degrees east.

    private static readonly string[] OutlineNames =
    [
        "wkt", "geometry", "geom", "the_geom", "wkt_geom", "几何", "边界", "图形", "vertices", "界址点坐标", "界址点", "坐标串", "拐点坐标", "边界坐标", "坐标",
    ];

    private static readonly string[] EastingNames = ["lon", "longitude", "lng", "经度", "x", "x坐标", "横坐标", "东坐标"];
    private static readonly string[] NorthingNames = ["lat", "latitude", "纬度", "y", "y坐标", "纵坐标", "北坐标"];

    private readonly int _outline;
    private readonly int _easting;
    private readonly int _northing;

    private GeometryColumns(int outline, int easting, int northing) => (_outline, _easting, _northing) = (outline, easting, northing);

    /// <summary>All names that are understood.</summary>
    public static IEnumerable<string> KnownNames => [.. OutlineNames, .. EastingNames, .. NorthingNames];

    /// <summary>The columns it uses.</summary>
    public IEnumerable<int> Indices => ((int[])[_outline, _easting, _northing]).Where(i => i >= 0);

    /// <summary>Finds the columns by their names; null where the ledger has none.</summary>
    public static GeometryColumns? Find(IReadOnlyList<string> names)
    {
        var normal = names.Select(ColumnName.Normalize).ToList();
        var outline = IndexOf(normal, OutlineNames);
        var (easting, northing) = (IndexOf(normal, EastingNames), IndexOf(normal, NorthingNames));
        return outline >= 0 ? new(outline, -1, -1) : easting >= 0 && northing >= 0 ? new(-1, easting, northing) : null;
    }

    /// <summary>Reads the geometry of a row, x easting or longitude.</summary>
    /// <returns>Null where the cells are empty and where a fault was added.</returns>
    public Geometry? Read(LedgerRow row, List<Fault> faults)
    {
        if (_outline < 0)
        {
            return ReadPoint(row, faults);
        }

        var text = row.Text(_outline);
        return text.Length == 0 || text is "-" or "/" or "无" ? null : IsWkt(text) ? ReadWkt(text, faults) : VertexText.Read(text, faults);
    }

    /// <summary>Finds the coordinate system out by the first rows that have a geometry.</summary>
    public SourceCrs FindCrs(IEnumerable<LedgerRow> rows, CoordinateSystem? stated)
    {
        if (stated is not null)
        {
            return SourceCrs.FromOption(stated);
        }

        var extent = new Envelope();
        var srid = 0;
        foreach (var row in rows)
        {
            if (Read(row, []) is { IsEmpty: false } geometry)
            {
                extent.ExpandToInclude(geometry.EnvelopeInternal);
                srid = srid == 0 ? Math.Max(0, geometry.SRID) : srid; // WKT without one reads as -1.
            }
        }

        if (srid != 0)
        {
            return CoordinateSystems.Find(srid) is { } declared
                ? new(declared, CrsOrigin.Declared, $"{declared.Code}, by the SRID of its geometries.")
                : new(null, CrsOrigin.Unknown, $"The geometries name SRID {srid}, which is not known; name the coordinate system with --crs.");
        }

        return CoordinateGuess.Of(extent) switch
        {
            { Kind: CoordinateKind.Degrees, IsSwapped: false } => new(CoordinateSystems.Cgcs2000, CrsOrigin.Format, "Degrees in a ledger are taken as CGCS2000 (EPSG:4490)."),
            { Kind: CoordinateKind.GaussKruger, IsSwapped: false } => new(
                CoordinateSystems.Find(LocalZoneSrid), CrsOrigin.Format, "Metres without a zone number in a ledger are taken as EPSG:4549 (central meridian 120E)."),
            _ => SourceCrs.FromExtent(extent, "The ledger names no coordinate system"),
        };
    }

    private static int IndexOf(List<string> names, string[] known) =>
        known.Select(k => names.IndexOf(ColumnName.Normalize(k))).FirstOrDefault(i => i >= 0, -1);

    private static bool IsWkt(string text) => WktStart().IsMatch(text);

    private static Geometry? ReadWkt(string text, List<Fault> faults)
    {
        try
        {
            return new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(text);
        }
        catch (Exception e) when (e is NetTopologySuite.IO.ParseException or ArgumentException or FormatException or OverflowException)
        {
            faults.Add(Fault.OfGeometry($"The WKT cannot be read: {e.Message.Split('\n')[0].TrimEnd('.', '\r')}."));
            return null;
        }
    }

    private Point? ReadPoint(LedgerRow row, List<Fault> faults)
    {
        var (x, y) = (row.Text(_easting), row.Text(_northing));
        if (x.Length == 0 && y.Length == 0)
        {
            return null;
        }

        if (TryNumber(x, out var easting) && TryNumber(y, out var northing))
        {
            return new Point(easting, northing);
        }

        faults.Add(Fault.OfGeometry($"\"{x}\", \"{y}\" are not two numbers; expected for example 119.9433, 31.7177."));
        return null;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text.Normalize(NormalizationForm.FormKC), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    [GeneratedRegex(@"^\s*(SRID\s*=\s*\d+\s*;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WktStart();
}
