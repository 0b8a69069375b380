using System.IO.Compression;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Osm;
using Wujin.Renewal.TravelTime.Tests.Import;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Osm;

/// <summary>The PBF reader, on files that a writer of its own makes, sound ones and mutated ones.</summary>
public sealed class PbfTests
{
    private const int Mutations = 300;
    private const int LongMutations = 100_000;

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void PBF_holds_the_same_as_XML_in_whichever_way_it_is_written(bool isDense, bool isPacked, bool isGzip)
    {
        using var folder = new TemporaryFolder();
        var bytes = new PbfSketch(isDense, isPacked).Write(Sketch());
        var path = folder.Write("town.osm.pbf", isGzip ? Gzip(bytes) : bytes);
        var (pbf, xml) = (OsmImport.Read(path, ImportOptions.China).Network, Drawn.ReadXml(Sketch(), ImportOptions.China).Network);

        Assert.Equal(xml.Segments.Span, pbf.Segments.Span);
        Assert.Equal(xml.Points.Span, pbf.Points.Span);
        Assert.Equal(xml.JunctionTraits.Span.ToArray(), pbf.JunctionTraits.Span.ToArray());
        Assert.Equal(xml.Names, pbf.Names);
        Assert.Equal(xml.TurnGraphs[0].Targets.Span, pbf.TurnGraphs[0].Targets.Span);
        Assert.Equal(xml.TurnGraphs[0].TurnMilliseconds.Span, pbf.TurnGraphs[0].TurnMilliseconds.Span);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_unless_it_ends_with_a_block()
    {
        var bytes = new PbfSketch().Write(Sketch());
        var refused = 0;
        for (var length = 20; length < bytes.Length; length += 7)
        {
            refused += Read(bytes[..length]) is OsmFileException ? 1 : 0;
        }

        Assert.Equal((bytes.Length - 20 + 6) / 7, refused);
    }

    [Theory]
    [InlineData("HistoricalInformation", "osmium time-filter")]
    [InlineData("Sort.By.Moon", "not known here")]
    public void A_file_that_needs_what_is_not_known_is_refused(string feature, string expected) =>
        Assert.Contains(expected, Read(new PbfSketch { RequiredFeatures = ["OsmSchema-V0.6", feature] }.Write(Sketch()))!.Message, StringComparison.Ordinal);

    [Fact]
    public void Mutated_bytes_are_imported_or_refused_and_never_crash_the_reader()
    {
        var count = Environment.GetEnvironmentVariable("WUJIN_TEST_LONG") == "1" ? LongMutations : Mutations;
        var originals = new[] { new PbfSketch().Write(Sketch()), new PbfSketch(isDense: true, isPacked: false).Write(Sketch()), new PbfSketch(isDense: false, isPacked: false).Write(Sketch()) };
        var random = new Random(20261125);
        for (var n = 0; n < count; n++)
        {
            var bytes = Mutate(originals[n % originals.Length], random);
            var fault = Read(bytes);
            Assert.True(fault is null or OsmFileException, $"mutation {n}: {fault}");
        }
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0, 1, 0, 1 })]
    public void A_block_header_of_an_absurd_length_is_refused(byte[] length)
    {
        var bytes = new PbfSketch().Write(Sketch());
        byte[] longer = [.. bytes, .. length, .. new byte[100]];

        Assert.Contains("damaged", Read(longer)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_that_means_millions_of_elements_is_refused()
    {
        var sketch = new OsmSketch().Node(1, 0, 0).Way(1, new long[5_000_000], ("highway", "primary"));

        Assert.Contains("holds more than", Read(new PbfSketch().Write(sketch))!.Message, StringComparison.Ordinal);
    }

    private static OsmSketch Sketch()
    {
        var sketch = new OsmSketch().Node(1, 0, 0).Node(2, 200, 0, ("highway", "traffic_signals")).Node(3, 400, 10).Node(4, 200, 200).Node(5, 300, 5, ("barrier", "gate"))
            .Node(-6, 0, 300).Node(1L << 40, 100, 300)
            .Way(10, [1, 2], ("highway", "primary"), ("name", "常武路")).Way(11, [2, 5, 3], ("highway", "secondary"), ("maxspeed", "40"))
            .Way(12, [2, 4], ("highway", "residential"), ("oneway", "yes")).Way(13, [-6, 1L << 40, 1], ("highway", "service"))
            .Restriction(1, "no_right_turn", 10, [2], 12);
        sketch.Relations.Add((2, [("way", 13, "outer"), ("relation", 2, "")], [("type", "multipolygon"), ("natural", "water")]));
        return sketch;
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = 0xFF;
                    break;
                case 3:
                    bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 9))..]];
                    break;
                default:
                    bytes = [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + random.Next(1, 9))], .. bytes[at..]];
                    break;
            }

            bytes = bytes.Length == 0 ? [0] : bytes;
        }

        return bytes;
    }

    private static Exception? Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        return Record.Exception(() => OsmImport.Read(folder.Write("mutated.osm.pbf", bytes), ImportOptions.China));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
