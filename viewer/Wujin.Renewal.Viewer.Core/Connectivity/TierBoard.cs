using System.Text.Json.Nodes;
using CommunityToolkit.Mvvm.ComponentModel;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Language;

namespace Wujin.Renewal.Viewer.Core.Connectivity;

/// <summary>A stretch of a way that costs more than it should.</summary>
/// <param name="Name">Name of the road.</param>
/// <param name="LengthMetres">How long.</param>
/// <param name="LostMinutes">What it costs over the mean speed that would pass.</param>
/// <param name="SpeedKmh">How fast one is.</param>
internal sealed record SlowStretch(string Name, double LengthMetres, double LostMinutes, double SpeedKmh);

/// <summary>Why a target is missed.</summary>
internal sealed record TierDiagnosis(double LengthMetres, double DetourRatio, double MeanKmh, double PassingKmh, IReadOnlyList<SlowStretch> Slowest, Geometry? Route);

/// <summary>One destination of a target.</summary>
internal sealed record TierDestination(string Place, string Name, double? Minutes, bool Passes, bool IsFirm, double LimitMinutes, TierDiagnosis? Diagnosis)
{
    /// <summary>How it is judged, in words.</summary>
    public string Verdict(Words words)
    {
        var minutes = Minutes is { } m ? $"{words.Number(m, 1)} {words[Word.Minutes]}" : words[Word.Unreachable];
        return $"{minutes}  {(Passes ? "✓ " + words[Word.Passes] : "✗ " + words[Word.Fails])}{(IsFirm ? "" : " · " + words[Word.OnTheEdge])}";
    }
}

/// <summary>A connectivity target.</summary>
internal sealed record Tier(string Code, string Name, double LimitMinutes, IReadOnlyList<TierDestination> Destinations)
{
    /// <summary>How many destinations are reached in time.</summary>
    public int Passed => Destinations.Count(d => d.Passes);

    /// <summary>Reads an assessment; the slowest destination of each target first.</summary>
    public static IReadOnlyList<Tier> Read(JsonObject assessment) => [.. (assessment["tiers"] as JsonArray ?? []).OfType<JsonObject>().Select(t =>
    {
        var limit = (double)t["limit_minutes"]!;
        return new Tier((string)t["code"]!, (string?)t["name_zh"] ?? (string)t["code"]!, limit,
            [.. (t["destinations"] as JsonArray ?? []).OfType<JsonObject>().Select(d => Destination(d, limit)).OrderByDescending(d => d.Minutes ?? double.MaxValue)]);
    })];

    private static TierDestination Destination(JsonObject json, double limit) => new(
        (string)json["place"]!, (string?)json["name_zh"] ?? "", (double?)json["minutes"], (bool)json["passes"]!, (string?)json["firmness"] == "firm", limit,
        json["diagnosis"] is JsonObject d
            ? new TierDiagnosis((double)d["length_m"]!, (double)d["detour_ratio"]!, (double)d["mean_speed_kmh"]!, (double)d["passing_mean_speed_kmh"]!,
                [.. (d["slowest_stretches"] as JsonArray ?? []).OfType<JsonObject>().Select(s => new SlowStretch((string?)s["name"] ?? (string?)s["class"] ?? "", (double)s["length_m"]!, (double)s["lost_minutes"]!, (double)s["speed_kmh"]!))],
                GeoJson.Read(d["route"]))
            : null);
}

/// <summary>The targets and how they are met.</summary>
/// <remarks>Belongs to the thread of the screen.</remarks>
internal sealed partial class TierBoard(RenewalApi api) : ObservableObject
{
    private CancellationTokenSource? _asked;

    /// <summary>Profile.</summary>
    [ObservableProperty]
    public partial string Profile { get; set; } = "car";

    /// <summary>The targets; none before the first assessment.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<Tier> Tiers { get; private set; } = [];

    /// <summary>The destination whose diagnosis and way are shown.</summary>
    [ObservableProperty]
    public partial TierDestination? Selected { get; set; }

    /// <summary>Whether it rests on made-up roads.</summary>
    [ObservableProperty]
    public partial bool IsDemo { get; private set; }

    /// <summary>Whether it is being computed.</summary>
    [ObservableProperty]
    public partial bool IsBusy { get; private set; }

    /// <summary>What went wrong.</summary>
    [ObservableProperty]
    public partial string Message { get; private set; } = "";

    /// <summary>Gives up what is computed.</summary>
    public void Cancel() => _asked?.Cancel();

    /// <summary>Assesses.</summary>
    public async Task AssessAsync()
    {
        Cancel();
        using var asked = new CancellationTokenSource();
        _asked = asked;
        (IsBusy, Message, Selected) = (true, "", null);
        try
        {
            var answer = await Task.Run(() => api.AssessAsync(Profile, null, asked.Token), asked.Token).ConfigureAwait(true);
            (Tiers, IsDemo) = (Tier.Read(answer), (bool?)answer["is_demo"] ?? false);
        }
        catch (OperationCanceledException)
        {
            // Given up.
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException)
        {
            Message = e.Message;
        }
        finally
        {
            if (ReferenceEquals(_asked, asked))
            {
                (_asked, IsBusy) = (null, false);
            }
        }
    }
}
