using Wujin.Renewal.Store.Reference;
using Wujin.Renewal.TravelTime.Demonstration;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

[CollectionDefinition("demonstration")]
public sealed class DemonstrationGroup : ICollectionFixture<DemonstrationFixture>;

/// <summary>The network of a first start: as written, as bytes, and as imported.</summary>
public sealed class DemonstrationFixture
{
    public DemonstrationFixture()
    {
        using var folder = new TemporaryFolder();
        var path = folder["demo.osm.pbf"];
        using (var stream = File.Create(path))
        using (var pbf = new OsmPbfFile(stream))
        {
            Written = new RecordedFile(pbf);
            DemonstrationRoads.Write(Ground, DemonstrationRoads.UsualNodes, DemonstrationRoads.UsualSeed, Written);
        }

        Pbf = File.ReadAllBytes(path);
        Imported = OsmImport.Read(path, ImportOptions.China);
    }

    internal static IReadOnlyList<PlaceRow> Places { get; } = ReferenceData.Load().Places;

    internal static DemonstrationGround Ground { get; } = Of(ReferenceData.Load());

    internal RecordedFile Written { get; }

    internal byte[] Pbf { get; }

    internal ImportedRoads Imported { get; }

    private static DemonstrationGround Of(ReferenceData reference) => new(
        [.. reference.Places.Select(p => new DemonstrationPlace(p.Code, p.NameZh, p.NameEn, p.Role, p.Location.X, p.Location.Y))],
        [.. reference.Corridors.Select(c => new DemonstrationCorridor(
            c.Reference, c.NameZh, RoadClasses.TryParse(c.RoadClass, out var known) ? known : RoadClass.Primary, c.SpeedKmh, [.. c.Waypoints.Select(w => (w.X, w.Y))]))],
        [.. reference.Waters.Select(w => new DemonstrationWater(w.NameZh, w.NameEn, w.WidthM, [.. w.Waypoints.Select(c => (c.X, c.Y))]))]);
}
