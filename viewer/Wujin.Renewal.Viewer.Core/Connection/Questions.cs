using System.Globalization;

namespace Wujin.Renewal.Viewer.Core.Connection;

/// <summary>What is asked of a collection. Members that are null or empty ask for everything.</summary>
internal sealed record ItemQuery
{
    /// <summary>Features a page.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>Any of these stages.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>Code of the town.</summary>
    public string? Town { get; init; }

    /// <summary>Year of the plan.</summary>
    public int? PlanYear { get; init; }

    /// <summary>Words, all of which stand in one of the texts of the feature.</summary>
    public string? Search { get; init; }

    /// <summary>The register as recorded at this instant (RFC 3339).</summary>
    public string? AsOf { get; init; }

    /// <summary>Property to sort by; <c>-</c> before it for the largest first.</summary>
    public string? SortBy { get; init; }

    /// <summary>West, south, east, north in degrees.</summary>
    public (double West, double South, double East, double North)? Box { get; init; }

    /// <summary>The properties wanted; all when empty.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>Leave out outlines: a table needs none.</summary>
    public bool SkipGeometry { get; init; }

    /// <summary>As a query string, <c>?limit=1000</c>.</summary>
    public string ToQueryString()
    {
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"limit={Limit}")];
        Add("stage", string.Join(',', Stages));
        Add("town_code", Town);
        Add("plan_year", PlanYear?.ToString(CultureInfo.InvariantCulture));
        Add("q", string.IsNullOrWhiteSpace(Search) ? null : Search.Trim());
        Add("asOf", AsOf);
        Add("sortby", SortBy);
        Add("bbox", Box is { } b ? string.Create(CultureInfo.InvariantCulture, $"{b.West:0.######},{b.South:0.######},{b.East:0.######},{b.North:0.######}") : null);
        Add("properties", string.Join(',', Properties));
        Add("skipGeometry", SkipGeometry ? "true" : null);
        return "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }
    }
}

/// <summary>Where from (or to), how, and how far in minutes.</summary>
/// <param name="Longitude">Degrees.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Minutes">The limits.</param>
/// <param name="Profile"><c>car</c>, <c>car-peak-am</c>, <c>car-peak-pm</c>, <c>ebike</c> or <c>walk</c>.</param>
/// <param name="IsTowards">Towards the place, not away from it.</param>
/// <param name="Scenario">Code of a kept scenario; null for the roads as they are.</param>
internal sealed record ReachQuestion(double Longitude, double Latitude, IReadOnlyList<double> Minutes, string Profile, bool IsTowards, string? Scenario = null)
{
    /// <summary>As an address below the service.</summary>
    public string ToPath()
    {
        var minutes = string.Join(',', Minutes.Select(m => m.ToString(CultureInfo.InvariantCulture)));
        var scenario = Scenario is null ? "" : "&scenario=" + Uri.EscapeDataString(Scenario);
        return string.Create(CultureInfo.InvariantCulture, $"isochrone?lon={Longitude:0.######}&lat={Latitude:0.######}&minutes={minutes}&profile={Profile}&direction={(IsTowards ? "to" : "from")}{scenario}");
    }
}
