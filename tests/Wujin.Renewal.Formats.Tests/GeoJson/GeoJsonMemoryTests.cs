using System.Text;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.GeoJson;

/// <summary>Runs alone, because it looks at the memory of the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class GeoJsonMemoryTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string FeatureOf(int i) =>
        $$"""{"type":"Feature","properties":{"code":"C-{{i}}"},"geometry":{"type":"Polygon","coordinates":[[[119.94,31.7],[119.95,31.7],[119.95,31.71],[119.94,31.7]]]} }""";

    [Fact]
    public void A_hundred_thousand_features_do_not_gather_in_memory()
    {
        var path = _folder.PathOf("many.geojson");
        using (var writer = new StreamWriter(path, append: false, Encoding.UTF8))
        {
            writer.Write("""{"type":"FeatureCollection","features":[""");
            for (var i = 0; i < 100_000; i++)
            {
                writer.Write((i == 0 ? "" : ",") + FeatureOf(i));
            }

            writer.Write("]}");
        }

        using var source = SourceFile.Open(path);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0, count = 0;
        foreach (var _ in source.Rows())
        {
            if (++count % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(100_000, count);
        Assert.InRange(most, long.MinValue, 4 * 1024 * 1024);
    }
}

/// <summary>Tests that no other may run beside.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
