using Wujin.Renewal.TravelTime.Demonstration;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Import;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

/// <summary>The file depends on size and seed and on nothing else.</summary>
[Collection("demonstration")]
public sealed class SizeAndSeedTests(DemonstrationFixture demonstration)
{
    [Fact]
    public void The_same_size_and_seed_give_the_same_bytes() => Assert.Equal(demonstration.Pbf, Bytes(DemonstrationRoads.UsualNodes, DemonstrationRoads.UsualSeed));

    [Fact]
    public void The_demonstration_has_60_000_nodes() => Assert.InRange(demonstration.Written.NodeCount, 60_000, 62_000);

    [Fact]
    public void Another_seed_gives_other_roads() => Assert.NotEqual(demonstration.Pbf, Bytes(DemonstrationRoads.UsualNodes, 1));

    [Theory]
    [InlineData(45_000)]
    [InlineData(60_000)]
    [InlineData(200_000)]
    public void The_size_is_what_was_asked_for(int nodes)
    {
        using var file = new RecordedFile();
        DemonstrationRoads.Write(DemonstrationFixture.Ground, nodes, 7, file);

        Assert.InRange(file.NodeCount, nodes * 0.93, nodes * 1.07);
    }

    [Theory]
    [InlineData(39_999)]
    [InlineData(8_000_001)]
    public void A_size_out_of_range_is_refused(int nodes)
    {
        using var file = new RecordedFile();

        Assert.Throws<ArgumentOutOfRangeException>(() => DemonstrationRoads.Write(DemonstrationFixture.Ground, nodes, 7, file));
    }

    [Fact]
    public void XML_holds_the_same_roads_as_PBF()
    {
        using var folder = new TemporaryFolder();
        using (var stream = File.Create(folder["demo.osm"]))
        using (var xml = new OsmXmlFile(stream))
        {
            DemonstrationRoads.Write(DemonstrationFixture.Ground, DemonstrationRoads.UsualNodes, DemonstrationRoads.UsualSeed, xml);
        }

        var network = OsmImport.Read(folder["demo.osm"], ImportOptions.China).Network;
        Assert.Equal(demonstration.Imported.Network.Segments.Span, network.Segments.Span);
        Assert.Equal(demonstration.Imported.Network.Points.Span, network.Points.Span);
        Assert.Equal(demonstration.Imported.Network.TurnGraphs[0].Targets.Span, network.TurnGraphs[0].Targets.Span);
        Assert.Equal(demonstration.Imported.Network.Names, network.Names);
    }

    private static byte[] Bytes(int nodes, ulong seed)
    {
        using var stream = new MemoryStream();
        using var file = new OsmPbfFile(stream);
        DemonstrationRoads.Write(DemonstrationFixture.Ground, nodes, seed, file);
        return stream.ToArray();
    }
}
