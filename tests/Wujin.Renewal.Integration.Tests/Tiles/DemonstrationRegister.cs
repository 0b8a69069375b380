using System.Net;
using Wujin.Renewal.Integration.Tests.Features;
using Wujin.Renewal.Store;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>The reference data and the made-up sites that a first start loads, served.</summary>
public sealed class DemonstrationRegister : ServedRegister
{
    /// <inheritdoc/>
    protected override async Task FillAsync()
    {
        await FirstStart.LoadReferenceAsync(Source, Cancel);
        await FirstStart.LoadDemonstrationAsync(Source, Cancel);
    }
}

/// <summary>Short ways to ask for tiles.</summary>
internal static class TileRequests
{
    /// <summary>The layers of a tile; none where it is empty.</summary>
    internal static async Task<List<VectorTileLayer>> TileAsync(this ServedRegister served, string path, int zoom, int row, int column)
    {
        using var response = await served.GetAsync($"{path}/WebMercatorQuad/{zoom}/{row}/{column}");
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return [];
        }

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/vnd.mapbox-vector-tile", response.Content.Headers.ContentType!.ToString());
        return VectorTile.Read(await response.Content.ReadAsByteArrayAsync(ServedRegister.Cancel));
    }

    /// <summary>Row and column of the tile that holds a place.</summary>
    internal static (int Row, int Column) At(int zoom, double longitude, double latitude)
    {
        var side = 1 << zoom;
        var column = (int)Math.Floor((longitude + 180) / 360 * side);
        var row = (int)Math.Floor((1 - (Math.Asinh(Math.Tan(latitude * Math.PI / 180)) / Math.PI)) / 2 * side);
        return (row, column);
    }
}
