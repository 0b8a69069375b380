using System.CommandLine;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Import;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Encodings;

namespace Wujin.Renewal.Api.CommandLine;

/// <summary><c>./run import FILE --kind …</c>: a file into the register, all of it or nothing.</summary>
internal static class ImportCommand
{
    private static readonly string[] Kinds = [.. RegisterCatalogue.All.Select(c => c.ImportKind).OfType<string>()];

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "GeoJSON, shapefile (.shp, or a .zip that holds one), .dbf, CSV, .xlsx or .xls.",
    };

    private static readonly Option<string> Kind = new("--kind") { Description = "What the rows are.", Required = true, HelpName = string.Join('|', Kinds) };

    private static readonly Option<string?> Crs = new("--crs")
    {
        Description = "Coordinate system of the file, in the place of what the file says: EPSG:4549, EPSG:4528, EPSG:4490, EPSG:3857, GCJ-02, BD-09 …",
        HelpName = "CRS",
    };

    private static readonly Option<string?> Encoding = new("--encoding")
    {
        Description = "Encoding of its text, in the place of what the file says: UTF-8, GB18030 (GBK, GB2312), Big5.", HelpName = "NAME",
    };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "Which property is in which column, where the name does not tell: --map name_zh=小区. May be repeated. PROPERTY= leaves a property out.",
        HelpName = "PROPERTY=COLUMN",
    };

    private static readonly Option<string?> Layer = new("--layer") { Description = "Which sheet of a workbook, which shapefile of a zip.", HelpName = "NAME" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Do everything, report everything, record nothing." };

    private static readonly Option<bool> SkipBad = new("--skip-bad") { Description = "Record the good rows and report the bad ones. Without it one bad row keeps all out." };

    private static readonly Option<bool> Replace = new("--replace")
    {
        Description = "Reference data only: delete what the file does not have, in the same transaction. The history stays.",
    };

    private static readonly Option<string?> Report = new("--report") { Description = "Write all faults and remarks to a CSV file.", HelpName = "FILE.csv" };

    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, for the history. [default: import of FILE]", HelpName = "TEXT" };

    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Take what is guessed (encoding, coordinate system) without asking." };

    private static readonly Option<bool> Json = new("--json") { Description = "Write the result as one JSON object." };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var command = new Command("import", """
            Import a file. All rows go in, or none; each bad row is reported with its number, field, value and reason.
            A code that is known gets a new version where something differs, and keeps its history. A property without a column keeps its value, an
            empty cell empties it; a row without an outline keeps the stored one. A stage that differs is a change of stage and must be a possible one.

            Examples:
              ./run import 老旧小区.xlsx --kind compound --dry-run
              ./run import parks.zip --kind park --crs EPSG:4528 --encoding GBK
              ./run import zones.csv --kind selfbuild --map name_zh=宅基地片区 --skip-bad --report bad.csv
              ./run import 镇街界线.geojson --kind town --replace
            """)
        {
            File, Kind, Crs, Encoding, Map, Layer, DryRun, SkipBad, Replace, Report, Reason, Yes, Json,
        };
        Kind.AcceptOnlyFromAmong(Kinds);
        command.SetAction(async (parsed, stop) =>
        {
            var io = parsed.InvocationConfiguration;
            return await ImportWork.RunAsync(Read(parsed), ServiceOptions.FromEnvironment(), io.Output, io.Error, stop);
        });
        return command;
    }

    private static ImportOrder Read(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(File);
        var collection = RegisterCatalogue.FindByImportKind(parsed.GetRequiredValue(Kind))!;
        var order = new ImportOrder
        {
            Path = path,
            Collection = collection,
            Crs = ReadCrs(parsed.GetValue(Crs)),
            Encoding = ReadEncoding(parsed.GetValue(Encoding)),
            Layer = parsed.GetValue(Layer),
            Map = parsed.GetValue(Map) ?? [],
            IsDryRun = parsed.GetValue(DryRun),
            SkipsBadRows = parsed.GetValue(SkipBad),
            Replaces = parsed.GetValue(Replace),
            IsConfirmed = parsed.GetValue(Yes),
            IsJson = parsed.GetValue(Json),
            ReportPath = parsed.GetValue(Report),
            Reason = parsed.GetValue(Reason) ?? $"import of {Path.GetFileName(path)}",
            Actor = Environment.UserName,
            CommandLine = "./run " + string.Join(' ', parsed.Tokens.Select(t => Quote(t.Value))),
        };
        return order switch
        {
            { Replaces: true, Collection.SiteKind: not null } => throw new UsageException(
                "--replace is for reference data: a site is not taken out of the register by a file that lacks it. Cancel it (stage cancelled) or delete it."),
            { Replaces: true, SkipsBadRows: true } => throw new UsageException("--replace needs a file that is good throughout: leave out --skip-bad."),
            _ => order,
        };
    }

    private static CoordinateSystem? ReadCrs(string? text) => text is null
        ? null
        : CoordinateSystems.TryParse(text, out var system)
            ? system
            : throw new UsageException($"--crs {text} is not known; expected {CoordinateSystems.Expected}.");

    private static string? ReadEncoding(string? text) => text is null || SourceEncoding.IsKnown(text)
        ? text
        : throw new UsageException($"--encoding {text} is not known; expected UTF-8, GB18030 (GBK, GB2312) or Big5.");

    private static string Quote(string token) =>
        token.Length > 0 && token.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or ',' or '+')
            ? token
            : $"'{token.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
