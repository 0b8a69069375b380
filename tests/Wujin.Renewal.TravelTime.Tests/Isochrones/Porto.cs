using Wujin.Renewal.Testing;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Tests.Isochrones;

/// <summary>The real city, read once.</summary>
internal static class Porto
{
    private static readonly Lazy<RoadNetwork> Read = new(() => OsmImport.Read(SharedData.Find("osm", "porto.osm.pbf")!, ImportOptions.China).Network);
    private static readonly Lazy<DrawnCity> Draw = new(() => new DrawnCity(Network));

    public static RoadNetwork Network => Read.Value;

    public static DrawnCity Drawn => Draw.Value;
}
