using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>The targets of the register as questions to a network.</summary>
internal static class TargetQuestions
{
    /// <summary>Reads targets and places.</summary>
    /// <param name="store">The register.</param>
    /// <param name="wanted">Codes of tiers; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ProcessRefusedException">An origin is not among the places.</exception>
    internal static async Task<(IReadOnlyList<TargetQuestion> Targets, IReadOnlyList<TargetPlace> Places)> ReadAsync(
        ConnectivityStore store, IReadOnlySet<string>? wanted, CancellationToken cancellation)
    {
        var places = await store.PlacesAsync(cancellation).ConfigureAwait(false);
        var tiers = (await store.TiersAsync(cancellation).ConfigureAwait(false)).Where(t => wanted?.Contains(t.Code) ?? true).ToList();
        var faults = tiers.Where(t => places.All(p => p.Code != t.OriginCode)).Select(t => new Fault("/inputs/tiers", $"The origin of tier {t.Code}, '{t.OriginCode}', is not among the places.")).ToList();
        return faults.Count > 0
            ? throw new ProcessRefusedException(faults)
            : ([.. tiers.Select(t => new TargetQuestion(
                t.Code, t.LimitMinutes, [PlaceFinder.At(places.First(p => p.Code == t.OriginCode))],
                [.. places.Where(p => p.Role is not null && t.DestinationRoles.Contains(p.Role) && p.Code != t.OriginCode).Select(p => (p.Code, PlaceFinder.At(p)))]))], places);
    }
}
