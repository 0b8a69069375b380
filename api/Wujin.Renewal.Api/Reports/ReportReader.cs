using System.Text.Json;
using Npgsql;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Connectivity;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Sites;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Attention;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.Store.Indicators;
using Wujin.Renewal.Store.Reports;
using Wujin.Renewal.Store.Scenarios;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Reads what reports are made of, at one effective date and one recorded instant.</summary>
/// <remarks>The catalogue of processes is asked for when remedies are ranked: making a report is itself a process, so it cannot be given beforehand.</remarks>
internal sealed class ReportReader(
    NpgsqlDataSource source, ReportStore store, IndicatorStore indicators, AttentionStore attention, ConnectivityStore connectivity, ScenarioStore scenarios, GroundReader grounds, RoadGraphHolder roads,
    IServiceProvider services)
{
    private const int RemedySeconds = 20;
    private const int MostCandidates = 12;

    /// <summary>For a programme or town report. The request comes back with both dates and the period filled in.</summary>
    internal async Task<(ProgrammeData Data, ReportRequest Settled)> ProgrammeAsync(ReportRequest request, string root, CancellationToken cancellation)
    {
        var now = await TwoDates.SettleAsync(source, null, request.Recorded, cancellation).ConfigureAwait(false);
        var period = request.Period ?? ReportPeriod.QuarterOf(request.Effective ?? now.EffectiveOn);
        if (period.Start > now.EffectiveOn)
        {
            throw ProblemException.OfParameters([ProblemError.OfParameter("period", $"{period.Code} begins on {period.Start:yyyy-MM-dd}, after the day of the recorded instant ({now.EffectiveOn:yyyy-MM-dd}): nothing can be known of it yet.")]);
        }

        var effective = request.Effective ?? (period.End < now.EffectiveOn ? period.End : now.EffectiveOn);
        if (effective < period.Start || effective > period.End)
        {
            throw ProblemException.OfParameters([ProblemError.OfParameter("effective", $"The effective date {effective:yyyy-MM-dd} is not in the period {period.Code} ({period.Start:yyyy-MM-dd} to {period.End:yyyy-MM-dd}).")]);
        }

        var dates = await TwoDates.SettleAsync(source, effective, now.AsOf, cancellation).ConfigureAwait(false);
        var ground = await grounds.ReadAsync(dates.AsOf, cancellation).ConfigureAwait(false);
        var town = request.Town is { } wanted ? Town(ground, wanted) : request.Kind == ReportKind.Town ? throw Missing("town") : null;
        var since = request.Since ?? new DateTimeOffset(period.Start.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        since = since.ToUniversalTime() < dates.AsOf ? since.ToUniversalTime() : dates.AsOf;
        var settled = request with { Period = period, Effective = dates.EffectiveOn, Recorded = dates.AsOf, Since = request.Since is null ? null : since, Town = town?.Code };
        var before = period.Previous is { } previous && previous.End.Year == period.Year ? await indicators.TableAsync(period.Year, previous.End, dates.AsOf, cancellation).ConfigureAwait(false) : null;
        var table = await indicators.TableAsync(period.Year, dates.EffectiveOn, dates.AsOf, cancellation).ConfigureAwait(false);
        var sites = await store.SitesAsync(dates, town?.Code, null, null, cancellation).ConfigureAwait(false);
        return (new ProgrammeData
        {
            Period = period,
            EffectiveOn = dates.EffectiveOn,
            RecordedAt = dates.AsOf,
            Indicators = table,
            Before = before,
            Attention = await attention.ListAsync(new AttentionQuery(dates.EffectiveOn, dates.AsOf) { TownCode = town?.Code }, cancellation).ConfigureAwait(false),
            Sites = [.. sites.Select(Site)],
            Changes = await ChangesAsync(since, dates, town?.Code, cancellation).ConfigureAwait(false),
            Ground = ground,
            Connectivity = table.Assessment is { } run && await connectivity.RunAsync(run.Code, cancellation).ConfigureAwait(false) is { } kept ? RunReader.Of(kept) : null,
            Town = town,
            Links = new ReportLinks(root, dates.EffectiveOn, dates.AsOf, settled.Path, settled.Command),
        }, settled);
    }

    /// <summary>For a site sheet.</summary>
    internal async Task<(SiteData Data, ReportRequest Settled)> SiteAsync(ReportRequest request, string root, CancellationToken cancellation)
    {
        var code = request.Site ?? throw Missing("site");
        var dates = await TwoDates.SettleAsync(source, request.Effective, request.Recorded, cancellation).ConfigureAwait(false);
        var found = code.Contains('\0', StringComparison.Ordinal) ? [] : await store.SitesAsync(dates, null, code, null, cancellation).ConfigureAwait(false);
        if (found.Count == 0)
        {
            throw ProblemException.NotFound($"There is no site '{code}' on {dates.EffectiveOn:yyyy-MM-dd} as recorded at {ReportLinks.Instant(dates.AsOf)}. /collections lists the sites there are; an earlier effective date may lie before its first stage.");
        }

        var site = Site(found[0]);
        var ground = await grounds.ReadAsync(dates.AsOf, cancellation).ConfigureAwait(false);
        var beside = site.Wkb is { } wkb && Extent.Empty.With(wkb).Grown(1.2) is var box
            ? await store.SitesAsync(dates, null, null, [box.West, box.South, box.East, box.North], cancellation).ConfigureAwait(false)
            : [];
        var settled = request with { Effective = dates.EffectiveOn, Recorded = dates.AsOf };
        return (new SiteData(
            site, Attributes(site.Kind, await store.PropertiesAsync(code, dates.AsOf, cancellation).ConfigureAwait(false)),
            [.. (await store.StagesAsync(code, dates, cancellation).ConfigureAwait(false)).Select(s => new SiteStage(StageOf(s.Stage), s.EffectiveOn, s.RecordedAt, s.Actor))],
            [.. (await store.VersionsAsync(code, dates.AsOf, cancellation).ConfigureAwait(false)).Select(v => new SiteVersion(v.Number, v.RecordedAt, v.Actor, v.Reason))],
            ground, [.. beside.Select(Site)], new ReportLinks(root, dates.EffectiveOn, dates.AsOf, settled.Path, settled.Command)), settled);
    }

    /// <summary>For a connectivity report.</summary>
    internal async Task<(ConnectivityData Data, ReportRequest Settled)> ConnectivityAsync(ReportRequest request, string root, IProgress<ProcessProgress>? progress, CancellationToken cancellation)
    {
        var dates = await TwoDates.SettleAsync(source, request.Effective, request.Recorded, cancellation).ConfigureAwait(false);
        var runs = (await connectivity.RunsAsync(null, 200, cancellation).ConfigureAwait(false)).Where(r => r.RecordedAt <= dates.AsOf).ToList();
        var wanted = request.Run ?? (runs.Find(r => r.Scenario is null) ?? runs.FirstOrDefault())?.Code
            ?? throw ProblemException.NotFound("No assessment was made until the recorded instant. POST /processes/assess-connectivity/execution makes one; then make this report again.");
        var kept = wanted.Contains('\0', StringComparison.Ordinal) ? null : await connectivity.RunAsync(wanted, cancellation).ConfigureAwait(false);
        if (kept is null || kept.RecordedAt > dates.AsOf)
        {
            throw ProblemException.NotFound($"There is no assessment '{wanted}' by {ReportLinks.Instant(dates.AsOf)}. /assessments lists those there are.");
        }

        var others = new List<ConnectivityRun>();
        foreach (var other in runs.Where(r => r.Code != kept.Code && r.Profile == kept.Profile && r.GraphChecksum == kept.GraphChecksum && r.Scenario is not null && r.Scenario != kept.Scenario).DistinctBy(r => r.Scenario).Take(6))
        {
            others.Add(RunReader.Of((await connectivity.RunAsync(other.Code, cancellation).ConfigureAwait(false))!));
        }

        progress?.Report(new ProcessProgress(20, "ranking remedies"));
        var settled = request with { Run = kept.Code, Effective = dates.EffectiveOn, Recorded = dates.AsOf };
        return (new ConnectivityData(
            RunReader.Of(kept), others, await RemediesAsync(kept.Profile, cancellation).ConfigureAwait(false), await grounds.ReadAsync(dates.AsOf, cancellation).ConfigureAwait(false),
            new ReportLinks(root, dates.EffectiveOn, dates.AsOf, settled.Path, settled.Command)), settled);
    }

    /// <summary>Ranks the recorded scenarios on the roads in use; nothing where there are none, or no roads.</summary>
    private async Task<IReadOnlyList<RankedRemedy>> RemediesAsync(string profile, CancellationToken cancellation)
    {
        var candidates = await scenarios.ListAsync(null, MostCandidates, cancellation).ConfigureAwait(false);
        if (candidates.Count == 0 || roads.Current is null || services.GetRequiredService<ProcessCatalogue>().Find("rank-remedies") is not { } process)
        {
            return [];
        }

        var inputs = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["candidates"] = candidates.Select(c => c.Draft.Code).ToList(), ["largest_set"] = 2, ["time_limit_seconds"] = RemedySeconds, ["profile"] = profile,
        });
        try
        {
            var ranking = await process.RunAsync(new ProcessInputs(inputs, "report"), new Progress<ProcessProgress>(), cancellation).ConfigureAwait(false);
            using var document = JsonDocument.Parse(ranking);
            return
            [
                .. document.RootElement.GetProperty("ranking").EnumerateArray().Select(r => new RankedRemedy(
                    [.. r.GetProperty("names").EnumerateArray().Select(n => n.GetString() ?? "")], r.GetProperty("targets_met").GetInt32(), r.GetProperty("targets_lost").GetInt32(),
                    r.GetProperty("gained_minutes").GetDouble(), r.TryGetProperty("cost_wan", out var cost) && cost.ValueKind == JsonValueKind.Number ? cost.GetDouble() : null)),
            ];
        }
        catch (ProcessRefusedException)
        {
            // A scenario no longer fits the roads in use: the report says that nothing was ranked.
            return [];
        }
    }

    private async Task<RegisterChanges> ChangesAsync(DateTimeOffset since, TwoDates dates, string? town, CancellationToken cancellation)
    {
        var kinds = await store.ChangesAsync(since, dates.AsOf, town, cancellation).ConfigureAwait(false);
        var moves = await store.MovesAsync(since, dates, town, cancellation).ConfigureAwait(false);
        return new RegisterChanges(
            since, [.. kinds.Select(k => new KindChanges(KindOf(k.Kind), k.Added, k.Amended, k.Deleted))],
            [.. moves.Select(m => new StageMove(m.Code, KindOf(m.Kind), m.NameZh, m.NameEn, m.TownCode, m.TownName, m.From is null ? null : StageOf(m.From), StageOf(m.To), m.EffectiveOn, m.RecordedAt))]);
    }

    private static ReportTown Town(ReportGround ground, string wanted) =>
        ground.Towns.FirstOrDefault(t => t.Code == wanted || t.NameZh == wanted || string.Equals(t.NameEn, wanted, StringComparison.OrdinalIgnoreCase))
        ?? throw ProblemException.OfParameters([ProblemError.OfParameter("town", $"There is no town '{(wanted.Length > 60 ? wanted[..60] + "…" : wanted)}'; there are {string.Join(", ", ground.Towns.Select(t => $"{t.NameZh} ({t.Code})"))}.")]);

    private static ProblemException Missing(string parameter) => ProblemException.OfParameters([ProblemError.OfParameter(parameter, $"Say which {parameter} the report is about: {parameter}=….")]);

    private static ReportSite Site(ReportSiteRow row) => new()
    {
        Code = row.Code, Kind = KindOf(row.Kind), NameZh = row.NameZh, NameEn = row.NameEn, TownCode = row.TownCode, TownName = row.TownName, Stage = StageOf(row.Stage), StageDate = row.StageDate, PlanYear = row.PlanYear,
        PlannedStart = row.PlannedStart, PlannedFinish = row.PlannedFinish, ActualStart = row.ActualStart, ActualFinish = row.ActualFinish, BudgetWan = row.BudgetWan, SpentWan = row.SpentWan, AreaM2 = row.AreaM2,
        Size = row.Size, IsDemo = row.IsDemo, Wkb = row.Wkb,
    };

    private static SiteKind KindOf(string code) => Enum.GetValues<SiteKind>().First(k => k.Code() == code);

    private static Stage StageOf(string code) => Domain.Sites.Stages.TryParse(code, out var stage) ? stage : throw new InvalidDataException($"The register knows no stage {code}.");

    private static List<(PropertyDefinition, object?)> Attributes(SiteKind kind, string? json)
    {
        if (json is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return [.. RegisterCatalogue.All.First(c => c.Id == kind.CollectionId()).Properties.Select(p => (p, document.RootElement.TryGetProperty(p.Name, out var value) ? Value(p, value) : null))];
    }

    private static object? Value(PropertyDefinition property, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when property.Type == PropertyType.Date && DateOnly.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var date) => date,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when property.Type == PropertyType.Integer && value.TryGetInt32(out var number) => number,
        JsonValueKind.Number => value.TryGetDecimal(out var exact) ? exact : value.GetDouble(),
        _ => null,
    };
}
