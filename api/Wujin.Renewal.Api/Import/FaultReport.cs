using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Store.Import;

namespace Wujin.Renewal.Api.Import;

/// <summary>Tells what is wrong with a file: the first of it on the terminal, all of it as a table.</summary>
/// <param name="system">The coordinate system of the file, in which places are told besides degrees; null where it has none.</param>
internal sealed class FaultReport(CoordinateSystem? system)
{
    private const int Shown = 50;

    /// <summary>Prints the first faults or remarks, one a line.</summary>
    public void Print(string heading, IReadOnlyList<RowFault> faults, TextWriter error)
    {
        if (faults.Count == 0)
        {
            return;
        }

        error.WriteLine(heading);
        foreach (var fault in faults.Take(Shown))
        {
            error.WriteLine("  " + Line(fault));
        }

        if (faults.Count > Shown)
        {
            error.WriteLine($"  … and {faults.Count - Shown:N0} more; --report FILE.csv writes all.");
        }
    }

    /// <summary>Writes all of them as CSV: UTF-8 with a byte order mark, so that a spreadsheet shows Chinese.</summary>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public void Write(string path, IEnumerable<RowFault> faults, IEnumerable<RowFault> remarks)
    {
        try
        {
            using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            writer.WriteLine("kind,row,code,field,value,reason,longitude,latitude,x,y,crs");
            foreach (var (kind, fault) in faults.Select(f => ("fault", f)).Concat(remarks.Select(f => ("remark", f))))
            {
                writer.WriteLine(string.Join(',', Cells(kind, fault).Select(Harmless).Select(CsvText.Enclose)));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException($"The report {path} cannot be written ({failure.Message}): name another file with --report.", failure);
        }
    }

    /// <summary>One fault on one line: row, code, field, value, reason, place.</summary>
    public string Line(RowFault fault)
    {
        var line = new StringBuilder(fault.Row > 0 ? string.Create(CultureInfo.InvariantCulture, $"row {fault.Row}") : "file");
        line.Append(fault.Code is { } code ? $" {Printable.Text(code)}" : "");
        line.Append(Field(fault) is { Length: > 0 } field ? $", {field}" : "");
        line.Append(fault.Value is { } value ? $" \"{Printable.Text(value)}\"" : "");
        line.Append(": ").Append(Printable.Text(fault.Fault.Detail, 1_000));
        if (Place(fault) is { } place)
        {
            line.Append(CultureInfo.InvariantCulture, $" [{place.Longitude:0.0000000}, {place.Latitude:0.0000000}");
            line.Append(system is null ? "]" : string.Create(CultureInfo.InvariantCulture, $"; {system.Code} {place.X:0.###}, {place.Y:0.###}]"));
        }

        return line.ToString();
    }

    private string[] Cells(string kind, RowFault fault)
    {
        static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
        var place = Place(fault);
        var degrees = system?.IsProjected == true ? "0.###" : "0.#########";
        return
        [
            kind, fault.Row > 0 ? fault.Row.ToString(CultureInfo.InvariantCulture) : "", fault.Code ?? "", Field(fault), fault.Value ?? "", fault.Fault.Detail,
            Number(place?.Longitude, "0.#########"), Number(place?.Latitude, "0.#########"), Number(place?.X, degrees), Number(place?.Y, degrees),
            place is null ? "" : system?.Code ?? "",
        ];
    }

    private (double Longitude, double Latitude, double X, double Y)? Place(RowFault fault)
    {
        if (fault.Fault.Location is not { } at)
        {
            return null;
        }

        var inFile = system is null ? null : (Point)CrsTransform.FromStorage(new Point(at.Longitude, at.Latitude), system);
        return (at.Longitude, at.Latitude, inFile?.X ?? at.Longitude, inFile?.Y ?? at.Latitude);
    }

    private static string Field(RowFault fault)
    {
        const string properties = "/properties/";
        var pointer = fault.Fault.Pointer;
        return pointer.StartsWith(properties, StringComparison.Ordinal) ? pointer[properties.Length..] : pointer.TrimStart('/');
    }

    // What a hostile file says must not become a formula of the spreadsheet that opens the report (OWASP, CSV injection).
    private static string Harmless(string cell) =>
        cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? "'" + cell
            : cell;
}
