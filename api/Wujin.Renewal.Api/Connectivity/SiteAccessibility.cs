using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Minutes of every site: to the main urban area, to the seat of its town, of parks to the nearest platform, and to the nearest point of every layer of points.</summary>
internal sealed class SiteAccessibility(ConnectivityStore store, PointLayerStore pointLayers)
{
    /// <summary>Computes the minutes of all sites in a profile, and keeps them.</summary>
    internal async Task<IReadOnlyList<SiteMinutes>> ComputeAsync(ReadyNetwork network, Profile profile, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var places = await store.PlacesAsync(cancellation).ConfigureAwait(false);
        var platforms = await store.PlatformsAsync(cancellation).ConfigureAwait(false);
        var sites = await store.SitesAsync(cancellation).ConfigureAwait(false);
        var main = Field(network, profile, places.Where(p => p.Role == "main-urban-area"));
        var seats = places.Where(p => p.Role == "town").DistinctBy(p => p.Code).ToDictionary(p => p.Code, p => new Lazy<ReachField?>(() => Field(network, profile, [p])), StringComparer.Ordinal);
        var parks = platforms.Select(p => (p.Code, Field: Field(network, profile, [p]))).ToList();
        var layers = await pointLayers.AllAsync(cancellation).ConfigureAwait(false);
        var layerFields = layers.Select(l => Field(network, profile, l.Points.Select(p => Position.FromDegrees(p.Longitude, p.Latitude)))).ToList();
        var nearestOfLayers = layers.Select(_ => new List<(TargetSite, double?)>(sites.Count)).ToList();
        var rows = new List<SiteMinutes>(sites.Count);
        foreach (var site in sites)
        {
            if (rows.Count % 64 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report(new ProcessProgress(100 * rows.Count / sites.Count, FormattableString.Invariant($"{rows.Count} of {sites.Count} sites")));
            }

            var road = (network.Snap(Position.FromDegrees(site.Longitude, site.Latitude), profile) as SnapResult.Snapped)?.Road;
            double? Minutes(ReachField? field) => road is not null && field?.At(road) is { } milliseconds ? milliseconds / 60_000.0 : null;
            var nearest = site.Kind == "industrial-park" ? parks.Select(p => (p.Code, Minutes: Minutes(p.Field))).Where(p => p.Minutes is not null).OrderBy(p => p.Minutes).FirstOrDefault() : default;
            rows.Add(new SiteMinutes(
                site, Minutes(main), site.TownCode is { } town && seats.TryGetValue(town, out var seat) ? Minutes(seat.Value) : null, nearest.Code, nearest.Minutes, road?.Metres));
            for (var l = 0; l < layers.Count; l++)
            {
                nearestOfLayers[l].Add((site, Minutes(layerFields[l])));
            }
        }

        for (var l = 0; l < layers.Count; l++)
        {
            await pointLayers.ReplaceMinutesAsync(profile.Name(), layers[l].Code, network.Checksum, network.IsDemo, nearestOfLayers[l], cancellation).ConfigureAwait(false);
        }

        // Last: these rows say from what everything was computed.
        await store.ReplaceMinutesAsync(profile.Name(), network.Checksum, network.IsDemo, Hash(places.Concat(platforms), layers), rows, cancellation).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Whether what is kept is up to date.</summary>
    internal async Task<bool> IsFreshAsync(ReadyNetwork network, Profile profile, CancellationToken cancellation)
    {
        var places = await store.PlacesAsync(cancellation).ConfigureAwait(false);
        var platforms = await store.PlatformsAsync(cancellation).ConfigureAwait(false);
        var layers = await pointLayers.AllAsync(cancellation).ConfigureAwait(false);
        return await store.IsFreshAsync(profile.Name(), network.Checksum, Hash(places.Concat(platforms), layers), cancellation).ConfigureAwait(false);
    }

    private static ReachField? Field(ReadyNetwork network, Profile profile, IEnumerable<TargetPlace> places) => Field(network, profile, places.Select(PlaceFinder.At));

    private static ReachField? Field(ReadyNetwork network, Profile profile, IEnumerable<Position> places)
    {
        List<EdgePlace> edges = [.. places.Select(p => network.Snap(p, profile)).OfType<SnapResult.Snapped>().SelectMany(s => s.Road.Edges)];
        return edges.Count > 0 ? network.Reach(edges, profile, isTowards: true) : null;
    }

    private static string Hash(IEnumerable<TargetPlace> places, IEnumerable<PointLayer> layers) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Code} {p.Role} {p.Longitude:R} {p.Latitude:R}"))
            .Concat(layers.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Code} {l.Revision}")))))))[..32];
}
