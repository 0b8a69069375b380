using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Reports.Connectivity;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>Everything a programme or town report is made of: read once, at one effective date and one recorded instant.</summary>
public sealed record ProgrammeData
{
    /// <summary>The period.</summary>
    public required ReportPeriod Period { get; init; }

    /// <summary>The effective date: what happened up to the end of this day.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The recorded instant.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Indicators at the two dates.</summary>
    public required IndicatorTable Indicators { get; init; }

    /// <summary>Indicators at the end of the period before, as recorded at <see cref="RecordedAt"/>; null where that lies in another year.</summary>
    public IndicatorTable? Before { get; init; }

    /// <summary>The attention list at the two dates.</summary>
    public required AttentionList Attention { get; init; }

    /// <summary>Sites.</summary>
    public required IReadOnlyList<ReportSite> Sites { get; init; }

    /// <summary>What the register learned since the last report.</summary>
    public required RegisterChanges Changes { get; init; }

    /// <summary>What maps show.</summary>
    public required ReportGround Ground { get; init; }

    /// <summary>The assessment of the tiers, or null.</summary>
    public ConnectivityRun? Connectivity { get; init; }

    /// <summary>The one town that the report is about; null for the district.</summary>
    public ReportTown? Town { get; init; }

    /// <summary>Addresses and commands.</summary>
    public required ReportLinks Links { get; init; }

    /// <summary>Whether something made up is counted.</summary>
    public bool HasDemo => Indicators.HasDemo || Sites.Any(s => s.IsDemo) || Connectivity?.IsDemo == true;
}
