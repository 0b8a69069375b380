using System.Runtime.InteropServices;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Storage;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Storage;

/// <summary>Graph files: what goes in comes out, and nothing else is ever taken for a graph.</summary>
public sealed class GraphFileTests
{
    [Fact]
    public void A_network_comes_back_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var network = RandomNetwork.Make(7, 200);
        Write(folder["a.graph"], network);
        using var file = GraphFile.Open(folder["a.graph"]);
        var back = file.Network;

        AssertSame(network.Junctions, back.Junctions);
        AssertSame(network.JunctionTraits, back.JunctionTraits);
        AssertSame(network.Segments, back.Segments);
        AssertSame(network.Points, back.Points);
        AssertSame(network.EdgeTraits, back.EdgeTraits);
        AssertSame(network.LargeComponent, back.LargeComponent);
        Assert.Equal(network.Names, back.Names);
        foreach (var (before, after) in network.TurnGraphs.Zip(back.TurnGraphs))
        {
            AssertSame(before.Edges, after.Edges);
            AssertSame(before.FirstTransition, after.FirstTransition);
            AssertSame(before.Targets, after.Targets);
            AssertSame(before.TurnMilliseconds, after.TurnMilliseconds);
            AssertSame(before.FirstState, after.FirstState);
        }

        foreach (var (before, after) in network.Times.Zip(back.Times))
        {
            AssertSame(before.Milliseconds, after.Milliseconds);
            Assert.Equal(before.TurnPermille, after.TurnPermille);
        }

        file.Verify();
    }

    [Fact]
    public void Metadata_and_speeds_are_kept()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.graph"], new GridCity(3, 3).Build());
        using var file = GraphFile.Open(folder["a.graph"]);

        Assert.Equal(("test", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), false), (file.Metadata.Source, file.Metadata.BuiltAt, file.Metadata.IsDemo));
        Assert.Equal(119.95, file.Metadata.Bounds[0], 6);
        Assert.Equal(SpeedModel.China.Json, file.Speeds.Json);
    }

    [Fact]
    public void Every_flipped_byte_is_found()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.graph"], new GridCity(2, 2).Build());
        var sound = File.ReadAllBytes(folder["a.graph"]);
        var random = new Random(1);
        var places = Enumerable.Range(0, 200).Concat(Enumerable.Range(sound.Length - 400, 400)).Concat(Enumerable.Range(0, 1500).Select(_ => random.Next(sound.Length)));
        foreach (var place in places)
        {
            var damaged = sound.ToArray();
            damaged[place] ^= 0x10;
            var path = folder.Write("b.graph", damaged);
            Assert.Throws<GraphFileException>(() =>
            {
                using var file = GraphFile.Open(path);
                file.Verify();
            });
        }
    }

    [Theory]
    [InlineData(0, "no graph file")]
    [InlineData(8, "of version")]
    [InlineData(13, "header")]
    [InlineData(40, "header")]
    [InlineData(120, "header")]
    public void A_damaged_header_is_refused_on_opening(int place, string expected) => AssertRefused(bytes => bytes[place] ^= 2, expected);

    [Fact]
    public void A_damaged_table_is_refused_on_opening() => AssertRefused(bytes => bytes[^50] ^= 2, "table");

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(1000)]
    public void A_file_cut_off_is_refused_on_opening(int length)
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.graph"], new GridCity(2, 2).Build());
        var path = folder.Write("b.graph", File.ReadAllBytes(folder["a.graph"])[..length]);

        Assert.Throws<GraphFileException>(() => GraphFile.Open(path));
    }

    [Fact]
    public void What_is_not_committed_leaves_the_old_file_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.graph", [1, 2, 3]);
        using (var writer = new GraphFileWriter(folder["a.graph"]))
        {
            writer.Add<int>("numbers", [1, 2, 3]);
        }

        Assert.Equal(["a.graph"], folder.Files);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["a.graph"]));
    }

    [Fact]
    public void Indexes_are_sections_of_their_own()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.graph"], new GridCity(2, 2).Build(), (network, writer, _) => writer.Add<long>("index.test", [network.EdgeCount, 5]));
        using var file = GraphFile.Open(folder["a.graph"]);

        Assert.Equal([8L, 5L], file.Column<long>("index.test").Span.ToArray());
        Assert.False(file.Has("index.other"));
        Assert.Throws<GraphFileException>(() => file.Column<int>("index.test"));
        Assert.Throws<GraphFileException>(() => file.Column<int>("index.other"));
    }

    [Fact]
    public void Columns_begin_at_multiples_of_64_bytes()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.graph"], RandomNetwork.Make(3, 50), (_, writer, _) => writer.Add<byte>("odd", [1]), (_, writer, _) => writer.Add<uint>("next", [1]));
        using var file = GraphFile.Open(folder["a.graph"]);

        unsafe
        {
            fixed (uint* first = file.Column<uint>("next").Span)
            {
                Assert.Equal(0, (long)first % 64);
            }
        }
    }

    [Fact]
    public void A_column_outlives_the_file_object_that_nobody_holds_any_more()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.graph"], new GridCity(4, 4).Build());
        var column = Column();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(16, column.Length);
        Assert.Contains(GridCity.Origin, column.Span.ToArray());

        Column<Position> Column() => GraphFile.Open(folder["a.graph"]).Network.Junctions;
    }

    private static void AssertRefused(Action<byte[]> damage, string expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.graph"], new GridCity(2, 2).Build());
        var bytes = File.ReadAllBytes(folder["a.graph"]);
        damage(bytes);
        var path = folder.Write("b.graph", bytes);

        var refusal = Assert.Throws<GraphFileException>(() => GraphFile.Open(path));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("./run roads build", refusal.Message, StringComparison.Ordinal);
    }

    private static void Write(string path, RoadNetwork network, params GraphIndexWriter[] indexes)
    {
        var metadata = GraphMetadata.For(network, "test", new ImportReport(), ImportOptions.China, new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        RoadGraphBuild.Write(path, network, metadata, ImportOptions.China, indexes);
    }

    private static void AssertSame<T>(Column<T> expected, Column<T> actual) where T : unmanaged =>
        Assert.True(MemoryMarshal.AsBytes(expected.Span).SequenceEqual(MemoryMarshal.AsBytes(actual.Span)));
}
