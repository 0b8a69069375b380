using System.Globalization;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Which report.</summary>
internal enum ReportKind
{
    Programme,
    Town,
    Site,
    Connectivity,
    Compare,
}

/// <summary>A report that is wanted, whichever way it was asked for: by address, by command, as a job.</summary>
internal sealed record ReportRequest(ReportKind Kind, ReportFormat Format, ReportLanguage Language)
{
    /// <summary>The period; null for the quarter of the effective date.</summary>
    internal ReportPeriod? Period { get; init; }

    /// <summary>Code or name of a town.</summary>
    internal string? Town { get; init; }

    /// <summary>Code of a site.</summary>
    internal string? Site { get; init; }

    /// <summary>Code of an assessment; null for the last of the present roads.</summary>
    internal string? Run { get; init; }

    /// <summary>The effective date; null for the end of the period, or today where that has not come.</summary>
    internal DateOnly? Effective { get; init; }

    /// <summary>The recorded instant; null for now.</summary>
    internal DateTimeOffset? Recorded { get; init; }

    /// <summary>Recorded instant of the last report; null for the beginning of the period.</summary>
    internal DateTimeOffset? Since { get; init; }

    /// <summary>Of a comparison, the period of the earlier report.</summary>
    internal ReportPeriod? With { get; init; }

    /// <summary>Of a comparison, the effective date of the earlier report.</summary>
    internal DateOnly? WithEffective { get; init; }

    /// <summary>Of a comparison, the recorded instant of the earlier report.</summary>
    internal DateTimeOffset? WithRecorded { get; init; }

    /// <summary>Path and query that give the same figures again, without the format.</summary>
    internal string Path
    {
        get
        {
            var path = Kind switch
            {
                ReportKind.Programme => "/reports/programme",
                ReportKind.Compare => "/reports/programme/compare",
                ReportKind.Town => "/reports/town",
                ReportKind.Site => "/reports/site",
                _ => "/reports/connectivity",
            };
            return path + "?" + string.Join('&', Values().Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value)}"));
        }
    }

    /// <summary>The command that gives the same figures again.</summary>
    internal string Command
    {
        get
        {
            var verb = Kind == ReportKind.Compare ? "compare" : Kind.ToString().ToLowerInvariant();
            var options = string.Concat(Values().Select(v => $" --{v.Name.Replace('_', '-')} {(v.Value.All(c => char.IsLetterOrDigit(c) || c is '-' or ':' or '.' or '_') ? v.Value : "'" + v.Value.Replace("'", "'\\''", StringComparison.Ordinal) + "'")}"));
            return $"./run report {verb}{options} --format {Format.Code()} --out report.{Format.Code()}";
        }
    }

    private IEnumerable<(string Name, string Value)> Values()
    {
        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new (string Name, string? Value)[]
        {
            ("period", Period?.Code), ("town", Town), ("site", Site), ("run", Run), ("effective", Effective is { } e ? Day(e) : null), ("recorded", Recorded is { } r ? ReportLinks.Instant(r) : null),
            ("since", Since is { } s ? ReportLinks.Instant(s) : null), ("with", With?.Code), ("with_effective", WithEffective is { } w ? Day(w) : null),
            ("with_recorded", WithRecorded is { } x ? ReportLinks.Instant(x) : null), ("lang", Language == ReportLanguage.English ? "en" : null),
        }.Where(v => v.Value is not null).Select(v => (v.Name, v.Value!));
    }
}

/// <summary>In which form.</summary>
internal enum ReportFormat
{
    Html,
    Pdf,
    Xlsx,
    Docx,
    GeoJson,
}

/// <summary>Spellings of <see cref="ReportFormat"/>.</summary>
internal static class ReportFormats
{
    internal static IReadOnlyList<string> Codes { get; } = [.. Enum.GetValues<ReportFormat>().Select(f => f.Code())];

    internal static string Code(this ReportFormat format) => format.ToString().ToLowerInvariant();

    internal static ReportFormat? Parse(string text) => Codes.ToList().IndexOf(text) is >= 0 and var index ? (ReportFormat)index : null;

    internal static string MediaType(this ReportFormat format) => format switch
    {
        ReportFormat.Html => "text/html; charset=utf-8",
        ReportFormat.Pdf => "application/pdf",
        ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/geo+json",
    };
}
