using NetTopologySuite.IO;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>How much of a town is within a limit.</summary>
/// <param name="AreaShare">Of its area, 0 to 1; null where it has none.</param>
/// <param name="Sites">How many sites with an outline it has.</param>
/// <param name="SitesWithin">How many of them are within the limit.</param>
internal readonly record struct ReachedTown(double? AreaShare, int Sites, int SitesWithin);

/// <summary>The share of the area and of the sites of towns that is within a limit: a seat may be near while half of its town is not.</summary>
internal sealed class TownReach(ConnectivityStore store)
{
    /// <summary>Looks at the destinations that are towns of the register.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="profile">What moves and when.</param>
    /// <param name="origins">Where one starts.</param>
    /// <param name="limitMinutes">The limit.</param>
    /// <param name="verdicts">The destinations.</param>
    /// <param name="everywhere">A search from the origins without limit.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>By the code of the town.</returns>
    internal async Task<Dictionary<string, ReachedTown>> WithinAsync(
        ReadyNetwork network, Profile profile, IReadOnlyList<(Position Place, RoadPlace Road)> origins, double limitMinutes, IReadOnlyList<Verdict> verdicts, ReachField everywhere,
        CancellationToken cancellation)
    {
        var wanted = verdicts.Select(v => v.Destination.Code).ToHashSet(StringComparer.Ordinal);
        var towns = (await store.TownsAsync(cancellation).ConfigureAwait(false)).Where(t => wanted.Contains(t.Code)).ToList();
        if (towns.Count == 0)
        {
            return [];
        }

        var sites = (await store.SitesAsync(cancellation).ConfigureAwait(false)).Where(s => s.TownCode is not null && wanted.Contains(s.TownCode)).ToLookup(s => s.TownCode, StringComparer.Ordinal);
        var limit = (uint)Math.Round(limitMinutes * 60_000);
        bool IsWithin(TargetSite site) =>
            network.Snap(Position.FromDegrees(site.Longitude, site.Latitude), profile) is SnapResult.Snapped snapped && everywhere.At(snapped.Road) <= limit;
        return network.WithIsochrones(profile.Mode(), query =>
        {
            List<EdgePlace> starts = [.. origins.SelectMany(o => o.Road.Edges)];
            var surface = query.Surface(network.Reach(starts, profile, isTowards: false, query.SearchLimit([limit])), [.. origins.Select(o => o.Place)]);
            var reached = new Dictionary<string, ReachedTown>(StringComparer.Ordinal);
            foreach (var (code, wkb) in towns)
            {
                cancellation.ThrowIfCancellationRequested();
                reached[code] = new ReachedTown(ReachedShare.Of(surface, limit, new WKBReader().Read(wkb)), sites[code].Count(), sites[code].Count(IsWithin));
            }

            return reached;
        });
    }
}
