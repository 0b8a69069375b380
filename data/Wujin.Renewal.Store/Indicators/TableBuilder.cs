using Wujin.Renewal.Domain.Indicators;

namespace Wujin.Renewal.Store.Indicators;

/// <summary>A row of <c>renewal.indicator_figures</c>.</summary>
internal sealed record FigureRow(
    string Indicator, string? TownCode, string? TownName, int Sites, int Missing, decimal Amount, decimal Expected, decimal Late,
    decimal Numerator, decimal Denominator, decimal NumeratorAtEnd, decimal DenominatorAtEnd, bool HasDemo)
{
    /// <summary>As a figure of its indicator.</summary>
    public IndicatorActual As(IndicatorDefinition indicator) => indicator.Aggregation == IndicatorAggregation.WeightedMean
        ? new IndicatorActual(Mean(Numerator, Denominator), Sites, Missing, Mean(NumeratorAtEnd, DenominatorAtEnd), null, Numerator, Denominator)
        : new IndicatorActual(Amount, Sites, Missing, Amount + Expected, Late);

    private static decimal? Mean(decimal numerator, decimal denominator) => denominator == 0 ? null : numerator / denominator;
}

/// <summary>Lays figures and targets beside each other, a value for every indicator and every town.</summary>
internal sealed class TableBuilder(
    int year, TwoDates dates, IReadOnlyList<FigureRow> figures, IReadOnlyList<IndicatorTarget> targets, IReadOnlyList<(string Code, string Name)> towns,
    IReadOnlyList<decimal> tiers, IReadOnlyDictionary<string, decimal> connected, AssessmentReference? run)
{
    private static readonly IndicatorActual Nothing = new(null, 0, 0, null, null);
    private static readonly IndicatorActual Zero = new(0, 0, 0, 0, 0);

    public IndicatorTable Build(bool hasSites)
    {
        var byPlace = figures.ToDictionary(f => (f.Indicator, f.TownCode));
        var target = targets.ToDictionary(t => (t.Indicator, t.TownCode));
        IndicatorValue Value(IndicatorDefinition indicator, string? code, string? name) =>
            new(indicator, year, code, name, dates.EffectiveOn, Figure(indicator, code, byPlace), target.GetValueOrDefault((indicator.Code, code)));

        var district = IndicatorCatalogue.All.Select(i => Value(i, null, null)).ToList();
        var inTowns = Places().SelectMany(t => IndicatorCatalogue.All.Where(i => IsOf(i, t.Code)).Select(i => Value(i, t.Code, t.Name))).ToList();
        var hasDemo = figures.Any(f => f.HasDemo) || targets.Any(t => t.IsDemo) || run is { IsDemo: true };
        return new IndicatorTable(year, dates.EffectiveOn, dates.AsOf, district, inTowns, [.. Sums(district, inTowns)], run, hasDemo, hasSites);
    }

    /// <summary>Targets of towns that do not add up to that of the district, where both are given.</summary>
    internal static IEnumerable<UnequalSum> TargetSums(IEnumerable<IndicatorTarget> targets) =>
        from target in targets
        group target by target.Indicator into ofOne
        where IndicatorCatalogue.Find(ofOne.Key) is { Aggregation: IndicatorAggregation.Sum or IndicatorAggregation.Destinations }
        let district = ofOne.FirstOrDefault(t => t.TownCode is null)
        let inTowns = ofOne.Where(t => t.TownCode is not null).ToList()
        where district is not null && inTowns.Count > 0 && inTowns.Sum(t => t.Target) != district.Target
        select new UnequalSum(ofOne.Key, true, district.Target, inTowns.Sum(t => t.Target));

    private IndicatorActual Figure(IndicatorDefinition indicator, string? town, Dictionary<(string, string?), FigureRow> byPlace) => indicator.Aggregation switch
    {
        IndicatorAggregation.DistrictOnly => run is null ? Nothing : new(tiers.Sum(), tiers.Count, 0, tiers.Sum(), 0),
        IndicatorAggregation.Destinations when run is null || connected.Count == 0 => Nothing,
        IndicatorAggregation.Destinations when town is null => new(connected.Values.Sum(), connected.Count, 0, connected.Values.Sum(), 0),
        IndicatorAggregation.Destinations => connected.TryGetValue(town, out var passes) ? new(passes, 1, 0, passes, 0) : Nothing,
        _ when byPlace.TryGetValue((indicator.Code, town), out var row) => row.As(indicator),
        IndicatorAggregation.WeightedMean => Nothing with { Numerator = 0, Denominator = 0 },
        _ => Zero,
    };

    /// <summary>Towns known at the instant, those that only sites name (a town that is gone), and last the sites in none.</summary>
    private IEnumerable<(string Code, string Name)> Places()
    {
        var known = towns.Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
        var others = figures.Where(f => f.TownCode is { } code && code != IndicatorValue.WithoutTown && known.Add(code)).Select(f => (Code: f.TownCode!, Name: f.TownName ?? f.TownCode!));
        var targeted = targets.Where(t => t.TownCode is { } code && known.Add(code)).Select(t => (Code: t.TownCode!, Name: t.TownCode!));
        var all = towns.Concat(others.ToList()).Concat(targeted.ToList()).OrderBy(t => t.Code, StringComparer.Ordinal);
        return figures.Any(f => f.TownCode == IndicatorValue.WithoutTown) ? all.Append((IndicatorValue.WithoutTown, "未落镇（街道）")) : all;
    }

    private static bool IsOf(IndicatorDefinition indicator, string town) => indicator.Aggregation switch
    {
        IndicatorAggregation.DistrictOnly => false,
        IndicatorAggregation.Destinations => town != IndicatorValue.WithoutTown,
        _ => true,
    };

    private IEnumerable<UnequalSum> Sums(IReadOnlyList<IndicatorValue> district, IReadOnlyList<IndicatorValue> inTowns)
    {
        foreach (var whole in district.Where(v => v.Indicator.Aggregation != IndicatorAggregation.DistrictOnly))
        {
            var parts = inTowns.Where(v => v.Indicator == whole.Indicator).ToList();
            var (of, sum) = whole.Indicator.Aggregation == IndicatorAggregation.WeightedMean
                ? (whole.Numerator ?? 0, parts.Sum(p => p.Numerator ?? 0))
                : (whole.Actual ?? 0, parts.Sum(p => p.Actual ?? 0));
            if (of != sum)
            {
                yield return new UnequalSum(whole.Indicator.Code, false, of, sum);
            }
        }

        foreach (var unequal in TargetSums(targets))
        {
            yield return unequal;
        }
    }
}
