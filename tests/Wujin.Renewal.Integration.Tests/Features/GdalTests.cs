using System.Diagnostics;
using System.Text.Json;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>GDAL's OAPIF driver, a client that we did not write.</summary>
public sealed class GdalTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    [Fact]
    public async Task Ogrinfo_lists_every_collection()
    {
        var listed = await RunAsync("ogrinfo", "-ro", "-q", "OAPIF:" + served.Client.BaseAddress);

        Assert.All(RegisterCatalogue.All, c => Assert.Contains(": " + c.Id, listed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ogr2ogr_copies_every_feature_with_its_geometry_page_by_page()
    {
        var folder = Directory.CreateTempSubdirectory("wujin-gdal-").FullName;
        foreach (var collection in RegisterCatalogue.All)
        {
            var file = Path.Combine(folder, collection.Id + ".geojson");
            await RunAsync("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=7", "-lco", "RFC7946=YES", "-oo", "PAGE_SIZE=2", file, "OAPIF:" + served.Client.BaseAddress, collection.Id);
            var copied = Features(JsonDocument.Parse(await File.ReadAllTextAsync(file, ServedRegister.Cancel)).RootElement);
            var original = Features(await served.JsonAsync($"/collections/{collection.Id}/items"));

            Assert.Equal(original.Keys, copied.Keys);
            foreach (var (code, (type, numbers)) in original)
            {
                // With RFC7946=YES GDAL writes a MultiPolygon of one as a Polygon.
                Assert.Equal(type?.Replace("Multi", "", StringComparison.Ordinal), copied[code].Type?.Replace("Multi", "", StringComparison.Ordinal));
                Assert.Equal(numbers.Length, copied[code].Numbers.Length);
                Assert.All(numbers.Zip(copied[code].Numbers), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Per code the type of the geometry and all its ordinates in order.</summary>
    private static SortedDictionary<string, (string? Type, double[] Numbers)> Features(JsonElement collection) =>
        new(collection.GetProperty("features").EnumerateArray().ToDictionary(
            f => f.GetProperty("properties").GetProperty("code").GetString()!,
            f => f.GetProperty("geometry") is { ValueKind: JsonValueKind.Object } geometry
                ? (geometry.GetProperty("type").GetString(), Numbers(geometry.GetProperty("coordinates")).ToArray())
                : (null, [])));

    private static IEnumerable<double> Numbers(JsonElement coordinates) =>
        coordinates.ValueKind == JsonValueKind.Number ? [coordinates.GetDouble()] : coordinates.EnumerateArray().SelectMany(Numbers);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ServedRegister.Cancel), process.StandardError.ReadToEndAsync(ServedRegister.Cancel));
        await process.WaitForExitAsync(ServedRegister.Cancel);
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}");
        return await output;
    }
}
