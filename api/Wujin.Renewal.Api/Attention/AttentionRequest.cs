using Wujin.Renewal.Api.Indicators;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Attention;

/// <summary>What of the attention list is wanted.</summary>
internal sealed record AttentionRequest(Representation Representation, DateOnly? EffectiveOn, DateTimeOffset? AsOf)
{
    private const int LargestLimit = 10_000;
    private const int LargestOffset = 10_000_000;

    /// <summary>Of this town only; - for sites in none.</summary>
    internal string? Town { get; init; }

    /// <summary>Of this kind of site only.</summary>
    internal string? Kind { get; init; }

    /// <summary>Of this rule only.</summary>
    internal string? Rule { get; init; }

    /// <summary>Of this severity only.</summary>
    internal string? Severity { get; init; }

    /// <summary>Of this site only.</summary>
    internal string? Site { get; init; }

    /// <summary>Only what is accepted, or only what is open.</summary>
    internal bool? IsAccepted { get; init; }

    /// <summary>At most so many.</summary>
    internal int Limit { get; init; }

    /// <summary>Without so many at the beginning.</summary>
    internal int Offset { get; init; }

    /// <summary>Reads it.</summary>
    internal static AttentionRequest Read(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var request = new AttentionRequest(
            parameters.Representation(), parameters.Single<DateOnly>("date", Instants.ParseDate), parameters.Single<DateTimeOffset>("asOf", Instants.Parse))
        {
            Town = parameters.Single("town"),
            Kind = OneOf(parameters, "kind", CodeLists.Kinds.Entries.Select(e => e.Code)),
            Rule = OneOf(parameters, "rule", AttentionRules.All.Select(r => r.Code)),
            Severity = OneOf(parameters, "severity", ["high", "medium", "low"]),
            Site = parameters.Single("site"),
            IsAccepted = parameters.Single<bool>("accepted", Flag),
            Limit = parameters.Single<int>("limit", (string text, out string fault) => Limits.Parse(text, LargestLimit, out fault)) ?? 100,
            Offset = parameters.Single<int>("offset", ParseOffset) ?? 0,
        };
        IndicatorRequest.CheckDate(parameters, request.EffectiveOn, request.AsOf, context.RequestServices.GetRequiredService<TimeProvider>());
        IndicatorRequest.CheckTown(parameters, request.Town);
        parameters.ThrowIfFaulty("date, asOf, town, kind, rule, severity, site, accepted, limit, offset, f and lang");
        return request;
    }

    /// <summary>Whether an item is wanted.</summary>
    internal bool Wants(AttentionItem item) =>
        (Town is null || (item.TownCode ?? "-") == Town) && (Kind is null || item.Kind == Kind) && (Rule is null || item.Rule == Rule)
        && (Severity is null || item.Severity.Code() == Severity) && (Site is null || item.SiteCode == Site) && (IsAccepted is null || item.IsAccepted == IsAccepted);

    private static string? OneOf(RequestParameters parameters, string name, IEnumerable<string> known)
    {
        var value = parameters.Single(name);
        if (value is not null && !known.Contains(value))
        {
            parameters.Fault(name, $"{name} is one of {string.Join(", ", known)}.");
        }

        return value;
    }

    private static bool? Flag(string text, out string fault)
    {
        fault = "accepted is true (what was accepted as it is) or false (what is open).";
        return text switch { "true" => true, "false" => false, _ => null };
    }

    private static int? ParseOffset(string text, out string fault)
    {
        fault = $"offset is a whole number from 0 to {LargestOffset}; take it from a next link.";
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var offset) && offset <= LargestOffset ? offset : null;
    }
}
