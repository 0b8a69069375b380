using System.Globalization;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Store.Jobs;

namespace Wujin.Renewal.Api.Jobs;

/// <summary>The parameters of the list of jobs (OGC 18-062r2, section 12): type, processID, status, datetime, minDuration, maxDuration, limit.</summary>
internal static class JobListRequest
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1000;

    internal const string Known = "type, processID, status, datetime, minDuration, maxDuration, limit, cursor, f and lang";

    /// <summary>Reads them; null where they select nothing whatever there is.</summary>
    internal static JobQuery? Read(RequestParameters parameters)
    {
        var types = List(parameters, "type");
        var statuses = Statuses(parameters);
        var processes = List(parameters, "processID");
        var (from, until) = Interval(parameters);
        TimeSpan? Seconds(string name) => parameters.Single<int>(name, (string text, out string fault) => ParseSeconds(name, text, out fault)) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var query = new JobQuery
        {
            ProcessIds = processes,
            Statuses = statuses,
            CreatedFrom = from,
            CreatedUntil = until,
            MinDuration = Seconds("minDuration"),
            MaxDuration = Seconds("maxDuration"),
            BeforeKey = parameters.Single<long>("cursor", ParseCursor),
            Limit = parameters.Single<int>("limit", (string text, out string fault) => Limits.Parse(text, LargestLimit, out fault)) ?? DefaultLimit,
        };
        return types is null || types.Contains("process", StringComparer.Ordinal) ? query : null;
    }

    private static string[]? List(RequestParameters parameters, string name) => parameters.Single(name)?.Split(',');

    private static List<JobStatus>? Statuses(RequestParameters parameters)
    {
        if (List(parameters, "status") is not { } codes)
        {
            return null;
        }

        var statuses = new List<JobStatus>();
        foreach (var code in codes)
        {
            if (JobStatuses.TryParse(code, out var status))
            {
                statuses.Add(status);
            }
            else
            {
                parameters.Fault("status", $"'{code}' is no status; expected {string.Join(", ", JobStatuses.Codes)}.");
            }
        }

        return statuses;
    }

    private static (DateTimeOffset? From, DateTimeOffset? Until) Interval(RequestParameters parameters)
    {
        if (parameters.Single("datetime") is not { } text)
        {
            return (null, null);
        }

        var ends = text.Split('/');
        DateTimeOffset? End(string end, bool isOpenAllowed)
        {
            if (isOpenAllowed && end is "" or "..")
            {
                return null;
            }

            var instant = Instants.Parse(end, out var fault);
            if (instant is null)
            {
                parameters.Fault("datetime", fault);
            }

            return instant;
        }

        if (ends.Length == 1)
        {
            var instant = End(text, isOpenAllowed: false);
            return (instant, instant);
        }

        if (ends.Length > 2)
        {
            parameters.Fault("datetime", "datetime is an instant, or two with / between, of which one may be ..");
            return (null, null);
        }

        var (start, finish) = (End(ends[0], isOpenAllowed: true), End(ends[1], isOpenAllowed: true));
        if (start > finish)
        {
            parameters.Fault("datetime", "datetime ends before it starts.");
        }

        return (start, finish);
    }

    private static int? ParseSeconds(string name, string text, out string fault)
    {
        fault = $"{name} is a whole number of seconds.";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }

    private static long? ParseCursor(string text, out string fault)
    {
        fault = "cursor is taken from a next link as it is.";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;
    }
}
