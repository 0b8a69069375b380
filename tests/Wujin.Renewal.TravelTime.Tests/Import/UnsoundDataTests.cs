using System.IO.Compression;
using System.Text;
using Wujin.Renewal.Testing;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Osm;
using Wujin.Renewal.TravelTime.Storage;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Import;

/// <summary>Bad data is taken as far as it is sound, with a report, or refused with what to do; a graph file is there whole or not at all.</summary>
public sealed class UnsoundDataTests
{
    private static readonly (string, string) Street = ("highway", "residential");

    [Fact]
    public void A_way_of_which_nodes_are_missing_keeps_its_rest()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 100, 0).Node(4, 300, 0).Node(5, 400, 0).Way(10, [1, 2, 3, 4, 5, 6], Street).Way(11, [7, 8], Street));

        Assert.Equal(2, drawn.Network.Segments.Length);
        Assert.Equal(4, drawn.Report.Counts["nodes_missing"]);
        Assert.Equal([10L, 11L], drawn.Report.Findings.SelectMany(f => f.Examples));
    }

    [Fact]
    public void Of_elements_that_come_twice_the_last_one_stands()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 500, 0).Node(2, 100, 0)
            .Way(10, [1, 2], ("highway", "motorway")).Way(10, [1, 2], Street).Restriction(5, "no_u_turn", 10, [2], 10).Restriction(5, "no_u_turn", 10, [2], 10));

        Assert.Equal(TravelTime.Network.RoadClass.Residential, drawn.Segment(1, 2).Class);
        Assert.InRange(drawn.Segment(1, 2).LengthMm, 99_990u, 100_010u);
        Assert.Equal(3, drawn.Report.Findings.Count(f => f.What.Contains("more than once", StringComparison.Ordinal)));
    }

    [Fact]
    public void Order_in_the_file_does_not_matter()
    {
        var sketch = new OsmSketch().Node(9, 0, 0).Node(2, 100, 0).Node(5, 100, 100).Way(30, [9, 2], Street).Way(20, [2, 5], Street);
        var xml = sketch.ToXml();
        var ways = xml.IndexOf("  <way", StringComparison.Ordinal);
        var nodes = xml.IndexOf("  <node", StringComparison.Ordinal);
        var reversed = xml[..nodes] + xml[ways..xml.LastIndexOf("</osm", StringComparison.Ordinal)] + xml[nodes..ways] + "</osm>";

        using var folder = new TemporaryFolder();
        var other = OsmImport.Read(folder.Write("reversed.osm", Encoding.UTF8.GetBytes(reversed)), ImportOptions.China);
        Assert.Equal(new Drawn(sketch).Network.Segments.Span, other.Network.Segments.Span);
    }

    [Fact]
    public void Nodes_that_are_not_on_earth_count_as_missing()
    {
        var xml = new OsmSketch().Node(1, 0, 0).Node(2, 100, 0).Node(3, 200, 0).Way(10, [1, 2, 3], Street).ToXml().Replace("id=\"3\" lat=\"3", "id=\"3\" lat=\"93", StringComparison.Ordinal);

        using var folder = new TemporaryFolder();
        var roads = OsmImport.Read(folder.Write("odd.osm", Encoding.UTF8.GetBytes(xml)), ImportOptions.China);
        Assert.Equal(1, roads.Network.Segments.Length);
        Assert.Contains(roads.Report.Findings, f => f.What.StartsWith("node whose coordinates are not on earth", StringComparison.Ordinal) && f.Examples.SequenceEqual([3]));
    }

    [Fact]
    public void Lines_that_stay_in_place_do_no_harm()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 100, 0).Node(3, 100, 0)
            .Way(10, [1, 1, 2, 2, 2], Street).Way(11, [2, 2], Street).Way(12, [2, 3], Street).Way(13, [1, 2, 1], Street).Way(14, [1], Street));

        Assert.Equal(0u, drawn.Network.Segments.Span.ToArray().Min(s => s.LengthMm));
        Assert.Equal(4, drawn.Network.Segments.Length);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("just text", "neither OSM PBF nor OSM XML")]
    [InlineData("<html><body/></html>", "no OSM XML")]
    [InlineData("<osmChange><create/></osmChange>", "holds changes")]
    [InlineData("<osm><node id='1' lat='31' lon='119'/></osm>", "holds no roads")]
    [InlineData("<osm><way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way></osm>", "nodes they consist of are missing")]
    [InlineData("<osm><node id='1' lat='31' lon='119'/><way id='1'><nd ref='1'/>", "damaged or cut off")]
    [InlineData("<osm><way id='x'/></osm>", "id \"x\" is no whole number")]
    [InlineData("<!DOCTYPE osm [<!ENTITY a 'aaaa'>]><osm/>", "damaged or cut off")]
    [InlineData("\u001f\u008bnot gzip", "does not unpack")]
    public void A_file_that_cannot_be_used_is_refused_with_what_to_do(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        var source = folder.Write("bad.osm", Encoding.Latin1.GetBytes(content));

        var refusal = Assert.Throws<OsmFileException>(() => Build(source, folder["bad.graph"]));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["bad.osm"], folder.Files);
    }

    [Fact]
    public void A_file_that_unpacks_without_end_is_refused()
    {
        using var folder = new TemporaryFolder();
        var source = folder["bomb.osm.gz"];
        using (var gzip = new GZipStream(File.Create(source), CompressionLevel.SmallestSize))
        {
            gzip.Write("<osm>"u8);
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)' ');
            for (var i = 0; i < 100; i++)
            {
                gzip.Write(blanks);
            }
        }

        var refusal = Assert.Throws<OsmFileException>(() => Build(source, folder["bomb.graph"]));
        Assert.Contains("that is no map", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_in_which_all_roads_meet_is_no_map()
    {
        var sketch = new OsmSketch().Node(1, 0, 0);
        for (var n = 2; n < 700; n++)
        {
            sketch.Node(n, n, n).Way(n, [1, n], Street);
        }

        Assert.Contains("that is no map", Assert.Throws<OsmFileException>(() => new Drawn(sketch)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_is_stopped_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var source = folder.Write("a.osm", Encoding.UTF8.GetBytes(new OsmSketch().Node(1, 0, 0).Node(2, 100, 0).Way(10, [1, 2], Street).ToXml()));

        Assert.ThrowsAny<OperationCanceledException>(() => RoadGraphBuild.Run(
            source, folder["a.graph"], ImportOptions.China, [(_, _, _) => stop.Cancel()], TimeProvider.System, null, stop.Token));
        Assert.Equal(["a.osm"], folder.Files);
    }

    [Fact]
    public void A_sample_of_which_nearly_all_references_dangle_is_refused_clearly()
    {
        var source = SharedData.Find("osm", "delta-sample-dirty.osm.gz");
        Assert.SkipWhen(source is null, SharedData.Absent);
        using var folder = new TemporaryFolder();

        var refusal = Assert.Throws<OsmFileException>(() => Build(source!, folder["delta.graph"]));
        Assert.Contains("nodes they consist of are missing", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    [Theory]
    [InlineData("porto.osm.pbf", 40_000, 300)]
    [InlineData("monaco.osm.pbf", 2_000, 20)]
    [InlineData("shanghai-people-square.osm", 700, 0)]
    public void Real_files_become_networks(string name, int leastSegments, int leastRestrictions)
    {
        var source = SharedData.Find("osm", name);
        Assert.SkipWhen(source is null, SharedData.Absent);
        var roads = OsmImport.Read(source!, ImportOptions.China);

        Assert.True(roads.Network.Segments.Length >= leastSegments);
        Assert.True(roads.Report.Counts.GetValueOrDefault("restrictions_applied") >= leastRestrictions);
        Assert.Equal(0, roads.Report.Counts["nodes_missing"]);
        Assert.True(roads.Network.LargeComponent.Span.ToArray().Count(m => (m & 1) != 0) > leastSegments / 2);
    }

    [Fact]
    public void Bad_rows_of_observed_speeds_are_reported_and_the_rest_is_taken()
    {
        var observed = ObservedSpeeds.Read(new StringReader("""
            way_id,speed_kmh,direction
            1,30,
            2,fast,
            x,30,
            3,300,
            4,20,sideways

            1,40,backward
            """));

        Assert.Equal((30.0, 40.0, null), (observed.Kmh(1, false), observed.Kmh(1, true), observed.Kmh(2, false)));
        Assert.Equal(["line 3", "line 4", "line 5", "line 6"], observed.BadRows.Select(r => r[..6]));
        Assert.Throws<InvalidDataException>(() => ObservedSpeeds.Read(new StringReader("way,speed\n1,30\n")));
    }

    private static void Build(string source, string output) => RoadGraphBuild.Run(source, output, ImportOptions.China, [], TimeProvider.System);
}
