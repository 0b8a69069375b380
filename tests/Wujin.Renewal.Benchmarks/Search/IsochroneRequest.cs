using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Benchmarks.Search;

/// <summary>One isochrone by car from a place, as it is measured: the road near it, the search, the surface, the polygons, their GeoJSON.</summary>
internal static class IsochroneRequest
{
    /// <summary>Asks for it.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="place">Where one starts.</param>
    /// <param name="limitsMilliseconds">The limits.</param>
    /// <returns>How many bytes came, and the side of a cell.</returns>
    /// <exception cref="InvalidDataException">There is no road near.</exception>
    public static (int Bytes, double CellMetres) Answer(ReadyNetwork network, Position place, uint[] limitsMilliseconds)
    {
        if (network.Snap(place, Profile.Car) is not SnapResult.Snapped { Road: var road })
        {
            throw new InvalidDataException($"{place} is not near a road.");
        }

        return network.WithIsochrones(TravelMode.Car, query =>
        {
            var field = network.Reach(road.Edges, Profile.Car, isTowards: false, query.SearchLimit(limitsMilliseconds));
            var description = new IsochroneDescription(Profile.Car, false, query.Index.Lattice.CellMetres, road.Metres, query.Index.Walk);
            return (query.WriteGeoJson(query.Surface(field, [place]), limitsMilliseconds, description).Length, query.Index.Lattice.CellMetres);
        });
    }
}
