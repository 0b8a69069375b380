using System.Text.Json.Nodes;
using CommunityToolkit.Mvvm.ComponentModel;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Connection;

namespace Wujin.Renewal.Viewer.Core.Connectivity;

/// <summary>Ground within a limit.</summary>
/// <param name="Minutes">The limit.</param>
/// <param name="AreaSquareMetres">Its area.</param>
/// <param name="Geometry">Degrees.</param>
/// <param name="Colour">Its colour.</param>
internal sealed record ReachArea(double Minutes, double AreaSquareMetres, Geometry Geometry, Colour Colour);

/// <summary>Where one gets to: click an origin, choose limits, direction and profile.</summary>
/// <remarks>Belongs to the thread of the screen. Asking again gives up what is asked.</remarks>
internal sealed partial class ReachTool(RenewalApi api) : ObservableObject
{
    private CancellationTokenSource? _asked;

    /// <summary>Limits to choose from, minutes.</summary>
    public static IReadOnlyList<double> Choices { get; } = [10, 15, 20, 30, 45, 60, 90, 120];

    /// <summary>Profiles: code, Chinese and English words.</summary>
    public static IReadOnlyList<(string Code, string Zh, string En)> Profiles { get; } =
    [
        ("car", "小汽车（畅通）", "car, free flow"), ("car-peak-am", "小汽车（早高峰）", "car, morning peak"), ("car-peak-pm", "小汽车（晚高峰）", "car, evening peak"),
        ("ebike", "电动自行车", "e-bike"), ("walk", "步行", "on foot"),
    ];

    /// <summary>Where from, degrees.</summary>
    [ObservableProperty]
    public partial (double Longitude, double Latitude)? Origin { get; set; }

    /// <summary>Limits chosen, rising.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<double> Minutes { get; set; } = [15, 30, 45, 60];

    /// <summary>Profile chosen.</summary>
    [ObservableProperty]
    public partial string Profile { get; set; } = "car";

    /// <summary>Towards the place.</summary>
    [ObservableProperty]
    public partial bool IsTowards { get; set; }

    /// <summary>A kept scenario to reckon with; null for the roads as they are.</summary>
    [ObservableProperty]
    public partial string? Scenario { get; set; }

    /// <summary>The result, nearest first.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<ReachArea> Areas { get; private set; } = [];

    /// <summary>Whether it is being computed.</summary>
    [ObservableProperty]
    public partial bool IsBusy { get; private set; }

    /// <summary>What went wrong, or what the figures rest on.</summary>
    [ObservableProperty]
    public partial string Message { get; private set; } = "";

    /// <summary>Adds or removes a limit; the last one stays.</summary>
    public void Toggle(double minutes)
    {
        IReadOnlyList<double> next = [.. Choices.Where(c => c == minutes ? !Minutes.Contains(c) : Minutes.Contains(c))];
        Minutes = next.Count > 0 ? next : Minutes;
    }

    /// <summary>Gives up what is computed.</summary>
    public void Cancel() => _asked?.Cancel();

    /// <summary>Removes origin and result.</summary>
    public void Clear()
    {
        Cancel();
        (Origin, Areas, Message) = (null, [], "");
    }

    /// <summary>Computes.</summary>
    public async Task ComputeAsync()
    {
        if (Origin is not { } origin)
        {
            return;
        }

        Cancel();
        using var asked = new CancellationTokenSource();
        _asked = asked;
        (IsBusy, Message) = (true, "");
        try
        {
            var question = new ReachQuestion(origin.Longitude, origin.Latitude, Minutes, Profile, IsTowards, Scenario);
            var answer = await Task.Run(() => api.IsochroneAsync(question, asked.Token), asked.Token).ConfigureAwait(true);
            var features = (answer["features"] as JsonArray ?? []).OfType<JsonObject>().OrderBy(f => (double?)f["properties"]?["minutes"]).ToList();
            Message = (string?)features.FirstOrDefault()?["properties"]?["note"] ?? "";
            Areas = [.. features.Select((f, i) => (Feature: f, Index: i, Geometry: GeoJson.Read(f["geometry"]))).Where(f => f.Geometry is not null).Select(f =>
                new ReachArea((double)f.Feature["properties"]!["minutes"]!, (double)f.Feature["properties"]!["area_m2"]!, f.Geometry!, Palette.ReachColour(f.Index, features.Count)))];
        }
        catch (OperationCanceledException)
        {
            // Given up, or asked again.
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException)
        {
            (Areas, Message) = ([], e is ApiProblemException { Faults.Count: > 0 } problem ? string.Join(" ", problem.Faults.Select(f => f.Detail)) : e.Message);
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
