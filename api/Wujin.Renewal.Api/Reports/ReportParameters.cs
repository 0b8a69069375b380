using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Reads requests for reports from query parameters, names and values the same as those of the command and of the process.</summary>
internal static class ReportParameters
{
    /// <summary>Reads one; every fault is reported at once.</summary>
    /// <exception cref="Problems.ProblemException">400.</exception>
    internal static ReportRequest Read(RequestParameters parameters, ReportKind kind)
    {
        ReportPeriod? Period(string name)
        {
            if (parameters.Single(name) is not { } text)
            {
                return null;
            }

            if (ReportPeriod.Parse(text) is not { } period)
            {
                parameters.Fault(name, $"{name} is {ReportPeriod.Expected}.");
                return null;
            }

            return period;
        }

        var isPeriodic = kind is ReportKind.Programme or ReportKind.Town or ReportKind.Compare;
        var request = new ReportRequest(
            kind,
            parameters.Single("f", (string text, out string fault) => Format(text, out fault)) ?? ReportFormat.Html,
            Language(parameters))
        {
            Period = isPeriodic ? Period("period") : null,
            Town = isPeriodic ? parameters.Single("town") : null,
            Site = kind == ReportKind.Site ? parameters.Single("site") : null,
            Run = kind == ReportKind.Connectivity ? parameters.Single("run") : null,
            Effective = parameters.Single<DateOnly>("effective", Instants.ParseDate),
            Recorded = parameters.Single<DateTimeOffset>("recorded", Instants.Parse),
            Since = kind is ReportKind.Programme or ReportKind.Town ? parameters.Single<DateTimeOffset>("since", Instants.Parse) : null,
            With = kind == ReportKind.Compare ? Period("with") : null,
            WithEffective = kind == ReportKind.Compare ? parameters.Single<DateOnly>("with_effective", Instants.ParseDate) : null,
            WithRecorded = kind == ReportKind.Compare ? parameters.Single<DateTimeOffset>("with_recorded", Instants.Parse) : null,
        };
        parameters.ThrowIfFaulty(Known(kind));
        return request;
    }

    /// <summary>Names that a report knows, for messages.</summary>
    internal static string Known(ReportKind kind) => kind switch
    {
        ReportKind.Programme or ReportKind.Town => "period, town, effective, recorded, since, f and lang",
        ReportKind.Compare => "period, with, town, effective, recorded, with_effective, with_recorded, f and lang",
        ReportKind.Site => "site, effective, recorded, f and lang",
        _ => "run, effective, recorded, f and lang",
    };

    private static ReportFormat? Format(string text, out string fault)
    {
        fault = $"f is {string.Join(", ", ReportFormats.Codes)}.";
        return ReportFormats.Parse(text);
    }

    /// <remarks>A report is a document that is passed on: its language is the one asked for, never the one of whoever fetches it.</remarks>
    private static ReportLanguage Language(RequestParameters parameters)
    {
        switch (parameters.Single("lang"))
        {
            case null or "zh": return ReportLanguage.Chinese;
            case "en": return ReportLanguage.English;
            default:
                parameters.Fault("lang", "lang is zh or en.");
                return ReportLanguage.Chinese;
        }
    }
}
