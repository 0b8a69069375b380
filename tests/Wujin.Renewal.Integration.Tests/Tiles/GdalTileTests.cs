using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;
using Wujin.Renewal.Integration.Tests.Features;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>GDAL's MVT driver, a reader that we did not write, compared feature by feature with the database.</summary>
public sealed class GdalTileTests(DemonstrationRegister served) : IClassFixture<DemonstrationRegister>
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(16)]
    public async Task GDAL_reads_from_tiles_what_the_database_holds(int zoom)
    {
        var folder = Directory.CreateTempSubdirectory("wujin-mvt-").FullName;
        var unitMetres = 2 * TileAddress.Origin / (1 << zoom) / 4096;
        var compared = 0;
        foreach (var (longitude, latitude) in new[] { (119.95, 31.70), (119.80, 31.62), (119.96, 31.72) })
        {
            var (row, column) = TileRequests.At(zoom, longitude, latitude);
            using var response = await served.GetAsync($"/tiles/WebMercatorQuad/{zoom}/{row}/{column}");
            var file = Path.Combine(folder, "tile.pbf");
            await File.WriteAllBytesAsync(file, await response.Content.ReadAsByteArrayAsync(ServedRegister.Cancel), ServedRegister.Cancel);
            foreach (var layer in VectorTile.Read(await File.ReadAllBytesAsync(file, ServedRegister.Cancel)).Select(l => TileLayers.Find(l.Name)!))
            {
                compared += await CompareAsync(folder, file, layer, new TileAddress(zoom, row, column), unitMetres);
            }
        }

        Directory.Delete(folder, recursive: true);
        Assert.True(compared > 3, $"Only {compared} features were compared.");
    }

    private async Task<int> CompareAsync(string folder, string file, TileLayer layer, TileAddress tile, double unitMetres)
    {
        var copy = Path.Combine(folder, "copy.geojson");
        File.Delete(copy);
        await RunAsync("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=4", "-a_srs", "EPSG:3857", "-oo", "CLIP=NO", "-oo", Option("Z", tile.Zoom), "-oo", Option("X", tile.Column),
            "-oo", Option("Y", tile.Row), copy, file, layer.Id);
        var features = JsonDocument.Parse(await File.ReadAllTextAsync(copy, ServedRegister.Cancel)).RootElement.GetProperty("features").EnumerateArray().ToList();
        var window = new Envelope(tile.West, tile.East, tile.South, tile.North);
        window.ExpandBy(64 * unitMetres);
        var columns = string.Join(", ", layer.Attributes.Select(a => $"f.\"{a}\"::text"));
        var expected = (await served.Source.RowsAsync($"SELECT f.feature_key, ST_AsBinary(ST_Transform(f.geom, 3857)), {columns} FROM renewal.{layer.Collection.View} f WHERE f.geom IS NOT NULL"))
            .ToDictionary(r => (long)r[0]!);
        foreach (var feature in features)
        {
            var row = expected[feature.GetProperty("properties").GetProperty("mvt_id").GetInt64()];
            for (var i = 0; i < layer.Attributes.Count; i++)
            {
                Assert.Equal(Plain(row[i + 2] as string), Plain(Text(feature.GetProperty("properties"), layer.Attributes[i])));
            }

            // What GDAL drew lies on the geometry of the database, within a unit (two pixels where a small area became a point), and nothing is missing.
            var drawn = feature.GetProperty("geometry").Deserialize<Geometry>(GeoJson)!;
            var stored = new WKBReader().Read((byte[])row[1]!);
            var shown = stored.Intersection(new GeometryFactory().ToGeometry(window));
            var tolerance = drawn.Dimension == Dimension.Point ? 16 * unitMetres : 1.5 * unitMetres;
            Assert.True(stored.Buffer(tolerance).Covers(drawn.Buffer(0.01)), $"{layer.Id} {row[0]} is drawn {drawn.Distance(stored)} m away.");
            if (drawn.Dimension == Dimension.Surface)
            {
                Assert.True(drawn.Buffer(tolerance).Covers(shown), $"Something of {layer.Id} {row[0]} is missing.");
            }
        }

        Assert.Equal(features.Count, features.Select(f => f.GetProperty("properties").GetProperty("mvt_id").GetInt64()).Distinct().Count());
        return features.Count;
    }

    private static string Option(string name, int value) => name + "=" + value.ToString(CultureInfo.InvariantCulture);

    private static string? Text(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    /// <summary>One spelling for numbers and truth values.</summary>
    private static string? Plain(string? text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : text?.ToLowerInvariant() switch { "true" => "1", "false" => "0", _ => text };

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(ServedRegister.Cancel);
        await process.WaitForExitAsync(ServedRegister.Cancel);
        Assert.True(process.ExitCode == 0, errors);
    }
}
