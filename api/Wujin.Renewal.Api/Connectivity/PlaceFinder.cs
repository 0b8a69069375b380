using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Turns places as they are given into places on roads.</summary>
internal sealed class PlaceFinder(ConnectivityStore store)
{
    /// <summary>Whether every code given is known. For <see cref="IProcess.CheckAsync"/>.</summary>
    internal async Task<IReadOnlyList<Fault>> CheckAsync(IEnumerable<(JsonElement Place, string Pointer)> places, CancellationToken cancellation)
    {
        var coded = places.Where(p => p.Place.ValueKind == JsonValueKind.String).ToList();
        if (coded.Count == 0)
        {
            return [];
        }

        var known = await KnownAsync(cancellation).ConfigureAwait(false);
        return [.. coded.Where(p => !known.ContainsKey(p.Place.GetString()!))
            .Select(p => new Fault(p.Pointer, $"There is no place or platform with the code '{p.Place.GetString()}'."))];
    }

    /// <summary>Every place on its road.</summary>
    /// <exception cref="ProcessRefusedException">One is too far from any road, or gone; every such place is named.</exception>
    internal async Task<IReadOnlyList<(Position Place, RoadPlace Road)>> FindAsync(
        ReadyNetwork network, Profile profile, IReadOnlyList<(JsonElement Place, string Pointer)> places, CancellationToken cancellation)
    {
        var known = places.Any(p => p.Place.ValueKind == JsonValueKind.String) ? await KnownAsync(cancellation).ConfigureAwait(false) : [];
        var found = new List<(Position, RoadPlace)>(places.Count);
        var faults = new List<Fault>();
        foreach (var (place, pointer) in places)
        {
            cancellation.ThrowIfCancellationRequested();
            if (place.ValueKind == JsonValueKind.String && !known.ContainsKey(place.GetString()!))
            {
                faults.Add(new Fault(pointer, $"There is no place or platform with the code '{place.GetString()}' any more."));
                continue;
            }

            var position = place.ValueKind == JsonValueKind.String ? At(known[place.GetString()!]) : SharedInputs.Position(place);
            switch (network.Snap(position, profile))
            {
                case SnapResult.Snapped snapped:
                    found.Add((position, snapped.Road));
                    break;
                case SnapResult.TooFar far:
                    faults.Add(new Fault(pointer, string.Create(CultureInfo.InvariantCulture, $"{position.Longitude:0.#####}, {position.Latitude:0.#####}: {far.Message}"))
                    {
                        Location = (Math.Round(position.Longitude, 7), Math.Round(position.Latitude, 7)),
                    });
                    break;
            }
        }

        return faults.Count == 0 ? found : throw new ProcessRefusedException(faults);
    }

    /// <summary>A place of the register as a position.</summary>
    internal static Position At(TargetPlace place) => Position.FromDegrees(place.Longitude, place.Latitude);

    private async Task<Dictionary<string, TargetPlace>> KnownAsync(CancellationToken cancellation)
    {
        var places = await store.PlacesAsync(cancellation).ConfigureAwait(false);
        var platforms = await store.PlatformsAsync(cancellation).ConfigureAwait(false);
        return places.Concat(platforms).DistinctBy(p => p.Code).ToDictionary(p => p.Code, StringComparer.Ordinal);
    }
}
