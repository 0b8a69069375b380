using System.Globalization;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Store;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>Which figures are wanted.</summary>
/// <param name="Representation">In which form.</param>
/// <param name="Year">Of which year.</param>
/// <param name="EffectiveOn">At which effective date; null for the day of <paramref name="AsOf"/>.</param>
/// <param name="AsOf">As recorded at which instant; null for now.</param>
/// <param name="Town">Of which town only.</param>
internal sealed record IndicatorRequest(Representation Representation, int Year, DateOnly? EffectiveOn, DateTimeOffset? AsOf, string? Town)
{
    private const string Known = "year, date, asOf, town, f and lang";

    /// <summary>Reads it. The year is that of the date, or of today.</summary>
    /// <exception cref="ProblemException">400 with all faults.</exception>
    internal static IndicatorRequest Read(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var year = parameters.Single<int>("year", ParseYear);
        var date = parameters.Single<DateOnly>("date", Instants.ParseDate);
        var asOf = parameters.Single<DateTimeOffset>("asOf", Instants.Parse);
        var town = parameters.Single("town");
        CheckDate(parameters, date, asOf, context.RequestServices.GetRequiredService<TimeProvider>());
        CheckTown(parameters, town);
        parameters.ThrowIfFaulty(Known);
        var day = date ?? TwoDates.DayOf(asOf ?? context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        return new IndicatorRequest(representation, year ?? day.Year, date, asOf, town);
    }

    /// <summary>A year that targets can be for.</summary>
    internal static int? ParseYear(string text, out string fault)
    {
        fault = $"year is a calendar year from {IndicatorTarget.FirstYear} to {IndicatorTarget.LastYear}, for example 2026.";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= IndicatorTarget.FirstYear and <= IndicatorTarget.LastYear ? year : null;
    }

    /// <summary>Refuses an effective date of which nothing can be known.</summary>
    internal static void CheckDate(RequestParameters parameters, DateOnly? date, DateTimeOffset? asOf, TimeProvider time)
    {
        var last = TwoDates.DayOf(asOf ?? time.GetUtcNow());
        if (date > last)
        {
            parameters.Fault("date", asOf is null
                ? $"{date:yyyy-MM-dd} has not come yet; figures are known up to today, {last:yyyy-MM-dd}. What is expected by the end of the year is the forecast."
                : $"{date:yyyy-MM-dd} is later than the day of asOf, {last:yyyy-MM-dd}: nothing could be known of it by then.");
        }
    }

    /// <summary>Refuses a town code that cannot be one.</summary>
    internal static void CheckTown(RequestParameters parameters, string? town)
    {
        if (town is { Length: > 64 } || town?.Contains('\0', StringComparison.Ordinal) == true)
        {
            parameters.Fault("town", "town is the code of a town (/collections/towns), or - for sites that lie in none.");
        }
    }

    /// <summary>The indicator that a route names.</summary>
    /// <exception cref="ProblemException">404.</exception>
    internal static IndicatorDefinition Indicator(HttpContext context, string parameter)
    {
        var code = context.GetRouteValue(parameter) as string ?? "";
        return IndicatorCatalogue.Find(code)
            ?? throw ProblemException.NotFound($"There is no indicator '{code}'; there are {string.Join(", ", IndicatorCatalogue.All.Select(i => i.Code))}.");
    }
}
