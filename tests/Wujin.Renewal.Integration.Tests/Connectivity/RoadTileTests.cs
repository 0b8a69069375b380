using Wujin.Renewal.Integration.Tests.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>The roads of the network in use as vector tiles.</summary>
public sealed class RoadTileTests(RoadServices services) : IClassFixture<RoadServices>
{
    [Theory]
    [InlineData(6, "motorway, trunk")]
    [InlineData(9, "motorway, motorway_link, primary, trunk, trunk_link")]
    public async Task From_afar_a_tile_shows_main_roads_only(int zoom, string shown)
    {
        var classes = await ClassesAsync(zoom);

        Assert.Contains("motorway", classes);
        Assert.Subset(shown.Split(", ").ToHashSet(), classes);
    }

    [Fact]
    public async Task From_near_a_tile_shows_streets_with_their_names()
    {
        var layer = await RoadsAsync(14);

        Assert.Contains("tertiary", layer.Features.Select(f => (string)f.Attributes["class"]));
        Assert.Contains(layer.Features, f => f.Attributes.ContainsKey("name"));
        Assert.All(layer.Features, f => Assert.Equal(2, f.Type));
    }

    private async Task<HashSet<string>> ClassesAsync(int zoom) => [.. (await RoadsAsync(zoom)).Features.Select(f => (string)f.Attributes["class"])];

    /// <summary>The roads of the tile with the middle of Wujin.</summary>
    private async Task<VectorTileLayer> RoadsAsync(int zoom)
    {
        var (row, column) = TileRequests.At(zoom, 119.943, 31.708);
        var tile = await services.Client.GetByteArrayAsync(new Uri($"/collections/roads/tiles/WebMercatorQuad/{zoom}/{row}/{column}", UriKind.Relative));
        return Assert.Single(VectorTile.Read(tile), layer => layer.Name == "roads");
    }
}
