using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using CommunityToolkit.Mvvm.ComponentModel;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Connection;

namespace Wujin.Renewal.Viewer.Core.Connectivity;

/// <summary>One change of the roads.</summary>
/// <param name="Kind"><c>add</c>, <c>close</c> or <c>speed</c>.</param>
/// <param name="Geometry">The new road, or the area in which roads are closed or slowed; degrees.</param>
/// <param name="RoadClass">Class of a new road.</param>
/// <param name="SpeedKmh">Speed, for a new road or an area.</param>
/// <param name="CostWan">Cost of a new road, 万元.</param>
internal sealed record RoadEdit(string Kind, Geometry Geometry, string? RoadClass = null, double? SpeedKmh = null, double? CostWan = null)
{
    /// <summary>As a feature of a scenario file.</summary>
    public JsonObject ToJson()
    {
        var properties = new JsonObject { ["edit"] = Kind };
        if (Kind == "add")
        {
            properties["class"] = RoadClass ?? "primary";
            if (CostWan is { } cost)
            {
                properties["cost_wan"] = cost;
            }
        }

        if (SpeedKmh is { } speed && Kind != "close")
        {
            properties["speed_kmh"] = speed;
        }

        return new JsonObject { ["type"] = "Feature", ["geometry"] = GeoJson.Write(Geometry is MultiPolygon { NumGeometries: 1 } one ? one.GetGeometryN(0) : Geometry), ["properties"] = properties };
    }
}

/// <summary>What a scenario does to one destination.</summary>
/// <param name="Name">The destination.</param>
/// <param name="Before">Minutes today; null where it cannot be reached.</param>
/// <param name="After">Minutes with it.</param>
/// <param name="Flips"><c>now passes</c>, <c>now fails</c>, or null.</param>
internal sealed record TargetChange(string Name, double? Before, double? After, string? Flips);

/// <summary>A scenario compared with today.</summary>
internal sealed record ScenarioComparison(double GainedMinutes, int Flipped, IReadOnlyList<TargetChange> Changes, IReadOnlyList<(double Minutes, double GainedSquareMetres)> Areas);

/// <summary>A scenario being made: its edits, what is wrong with them, and how it compares with today.</summary>
/// <remarks>Belongs to the thread of the screen.</remarks>
internal sealed partial class ScenarioEditor(RenewalApi api) : ObservableObject
{
    private CancellationTokenSource? _asked;
    private long _version;

    /// <summary>Code under which it is kept.</summary>
    [ObservableProperty]
    public partial string Code { get; set; } = "";

    /// <summary>Its name.</summary>
    [ObservableProperty]
    public partial string Name { get; set; } = "";

    /// <summary>Its edits.</summary>
    public ObservableCollection<RoadEdit> Edits { get; } = [];

    /// <summary>What is wrong, by edit; empty when it can be computed.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<ApiFault> Faults { get; private set; } = [];

    /// <summary>How it compares; null before it was.</summary>
    [ObservableProperty]
    public partial ScenarioComparison? Comparison { get; private set; }

    /// <summary>Ground within 30 minutes that is gained: the difference layer; null before it was compared, and where there is none.</summary>
    [ObservableProperty]
    public partial Geometry? GainedGround { get; private set; }

    /// <summary>Ground that is lost.</summary>
    [ObservableProperty]
    public partial Geometry? LostGround { get; private set; }

    /// <summary>Whether something is computed.</summary>
    [ObservableProperty]
    public partial bool IsBusy { get; private set; }

    /// <summary>What went wrong.</summary>
    [ObservableProperty]
    public partial string Message { get; private set; } = "";

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Cancel();
        Edits.Clear();
        (_version, Code, Name, Faults, Comparison, GainedGround, LostGround, Message) = (0, "", "", [], null, null, null, "");
    }

    /// <summary>Gives up what is computed.</summary>
    public void Cancel() => _asked?.Cancel();

    /// <summary>Keeps the scenario and compares it with today, with the ground gained from the middle of the main urban area.</summary>
    /// <param name="profile">Profile.</param>
    /// <param name="origin">Where ground is measured from, degrees.</param>
    /// <param name="actor">Who keeps it.</param>
    public async Task CompareAsync(string profile, (double Longitude, double Latitude) origin, string actor)
    {
        Cancel();
        using var asked = new CancellationTokenSource();
        _asked = asked;
        (IsBusy, Message, Comparison) = (true, "", null);
        try
        {
            Faults = await Task.Run(() => api.ValidateScenarioAsync(Document(), asked.Token), asked.Token).ConfigureAwait(true);
            if (Faults.Count > 0)
            {
                return;
            }

            await KeepAsync(actor, asked.Token).ConfigureAwait(true);
            var comparison = Task.Run(() => api.CompareAsync(Code, profile, asked.Token), asked.Token);
            ReachQuestion Question(string? scenario) => new(origin.Longitude, origin.Latitude, [30], profile, false, scenario);
            var (before, after) = (ReachAsync(Question(null), asked.Token), ReachAsync(Question(Code), asked.Token));
            Comparison = Read(await comparison.ConfigureAwait(true));
            var (was, now) = (await before.ConfigureAwait(true), await after.ConfigureAwait(true));
            (GainedGround, LostGround) = await Task.Run(() => was is null || now is null ? (null, null) : (Part(now, was), Part(was, now)), asked.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException)
        {
            // Given up.
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException)
        {
            Message = e is ApiProblemException { Faults.Count: > 0 } problem ? string.Join(" ", problem.Faults.Select(f => f.Detail)) : e.Message;
        }
        finally
        {
            if (ReferenceEquals(_asked, asked))
            {
                (_asked, IsBusy) = (null, false);
            }
        }
    }

    /// <summary>The scenario as the service takes it.</summary>
    internal JsonObject Document() => new() { ["type"] = "FeatureCollection", ["features"] = new JsonArray([.. Edits.Select(e => (JsonNode)e.ToJson())]) };

    private static Geometry? Part(Geometry of, Geometry without) => NetTopologySuite.Operation.OverlayNG.OverlayNGRobust.Overlay(of, without, NetTopologySuite.Operation.Overlay.SpatialFunction.Difference) is { IsEmpty: false } part ? part : null;

    private static ScenarioComparison Read(JsonObject json) => new(
        (double?)json["gained_minutes"] ?? 0,
        (int?)json["flipped"] ?? 0,
        [.. (json["tiers"] as JsonArray ?? []).SelectMany(t => t?["destinations"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(d => new TargetChange((string?)d["name_zh"] ?? "", (double?)d["minutes_before"], (double?)d["minutes_after"], (string?)d["flips"]))
            .Where(c => c.Flips is not null || Math.Abs((c.Before - c.After) ?? 0) > 0.05)
            .OrderByDescending(c => c.Flips is not null).ThenByDescending(c => (c.Before - c.After) ?? 0)],
        [.. (json["area"] as JsonArray ?? []).OfType<JsonObject>().Select(a => ((double)a["minutes"]!, (double)a["gained_m2"]!))]);

    private async Task<Geometry?> ReachAsync(ReachQuestion question, CancellationToken cancellation)
    {
        var answer = await Task.Run(() => api.IsochroneAsync(question, cancellation), cancellation).ConfigureAwait(false);
        return GeoJson.Read((answer["features"] as JsonArray)?.FirstOrDefault()?["geometry"]);
    }

    private async Task KeepAsync(string actor, CancellationToken cancellation)
    {
        if (Code.Length == 0)
        {
            Code = "V" + DateTime.Now.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);
        }

        var document = Document();
        document["code"] = Code;
        document["name_zh"] = Name.Trim().Length > 0 ? Name.Trim() : Code;
        if (Edits.Sum(e => e.CostWan) is > 0 and var cost)
        {
            document["cost_wan"] = cost;
        }

        var kept = await api.KeepScenarioAsync(Code, document, _version, actor, cancellation).ConfigureAwait(true);
        _version = (long?)kept["version"] ?? 1;
    }
}
