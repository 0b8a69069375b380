using System.Text.Json;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Demonstration;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Demonstration;

public sealed class SyntheticSitesTests
{
    [Fact]
    public void Each_is_a_valid_compound_of_8_to_40_vertices()
    {
        var sites = SyntheticSites.Generate(2_000, seed: 1).ToList();

        Assert.Equal(2_000, sites.Select(s => s.Code).Distinct().Count());
        Assert.All(sites, s => Assert.Empty(FeatureRules.Check(RegisterCatalogue.Compounds, s)));
        Assert.All(sites, s => Assert.InRange(s.Geometry!.NumPoints - 1, 8, 40));
    }

    [Fact]
    public void None_touches_its_neighbours()
    {
        var index = new NetTopologySuite.Index.Strtree.STRtree<FeatureDraft>();
        var sites = SyntheticSites.Generate(900, seed: 2).ToList();
        foreach (var site in sites)
        {
            index.Insert(site.Geometry!.EnvelopeInternal, site);
        }

        Assert.All(sites, s => Assert.Equal([s.Code], index.Query(s.Geometry!.EnvelopeInternal).Where(o => o.Geometry!.Intersects(s.Geometry)).Select(o => o.Code)));
    }

    [Fact]
    public void Even_the_most_that_can_be_asked_for_lie_in_China()
    {
        var last = SyntheticSites.Generate(SyntheticSites.MaximumCount, seed: 3).First();

        Assert.Empty(FeatureRules.Check(RegisterCatalogue.Compounds, last));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticSites.Generate(SyntheticSites.MaximumCount + 1, seed: 3));
    }

    [Fact]
    public async Task The_GeoJSON_file_holds_every_site_and_is_the_same_every_time()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        await GeoJsonDrafts.WriteAsync(first, SyntheticSites.Generate(300, seed: 4), TestContext.Current.CancellationToken);
        await GeoJsonDrafts.WriteAsync(second, SyntheticSites.Generate(300, seed: 4), TestContext.Current.CancellationToken);

        using var read = JsonDocument.Parse(first.ToArray());
        var features = read.RootElement.GetProperty("features");

        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Equal(300, features.GetArrayLength());
        Assert.All(features.EnumerateArray(), f => Assert.Equal("MultiPolygon", f.GetProperty("geometry").GetProperty("type").GetString()));
        Assert.Equal("合成小区300", features[299].GetProperty("properties").GetProperty("name_zh").GetString());
    }
}
