using System.IO.Compression;
using System.Text;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Osm;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Osm;

/// <summary>The XML reader, on mutated files.</summary>
public sealed class XmlTests
{
    private const int Mutations = 200;
    private const int LongMutations = 5_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mutated_XML_is_imported_or_refused_and_never_crashes_the_reader(bool isGzip)
    {
        var count = Environment.GetEnvironmentVariable("WUJIN_TEST_LONG") == "1" ? LongMutations : Mutations;
        var xml = Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='UTF-8'?>" + new OsmSketch().Node(1, 0, 0).Node(2, 200, 0, ("barrier", "gate")).Node(3, 400, 10)
            .Way(10, [1, 2, 3], ("highway", "primary"), ("name", "常武路"), ("maxspeed", "60")).Restriction(1, "no_u_turn", 10, [3], 10).ToXml());
        var original = isGzip ? Gzip(xml) : xml;
        var random = new Random(6);
        for (var n = 0; n < count; n++)
        {
            var bytes = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var folder = new TemporaryFolder();
            var fault = Record.Exception(() => OsmImport.Read(folder.Write("mutated.osm", bytes), ImportOptions.China));
            Assert.True(fault is null or OsmFileException, $"mutation {n}: {fault}");
        }
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
