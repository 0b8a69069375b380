using System.Diagnostics;
using System.Text.Json;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Filtering;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Clients that we did not write: GDAL, OWSLib and @camptocamp/ogc-client filter, sort, page and choose their coordinates.</summary>
public sealed class ClientTests(PlotRegister served) : IClassFixture<PlotRegister>
{
    [Fact]
    public async Task GDAL_selects_by_attributes_and_by_box_what_the_register_selects()
    {
        var folder = Directory.CreateTempSubdirectory("wujin-gdal-").FullName;
        async Task<List<string>> CopyAsync(params string[] selection)
        {
            var file = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".geojson");
            await RunAsync("ogr2ogr", ["-f", "GeoJSON", .. selection, file, "OAPIF:" + served.Client.BaseAddress, "compounds"]);
            var copied = JsonDocument.Parse(await File.ReadAllTextAsync(file, ServedRegister.Cancel)).RootElement;
            return [.. copied.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties").GetProperty("code").GetString()!).Order(StringComparer.Ordinal)];
        }

        Assert.Equal(served.Plots.Where(p => p.Year == 2024 && p.Stage == "approved").Select(p => p.Code), await CopyAsync("-where", "plan_year = 2024 AND stage = 'approved'"));
        Assert.Equal(served.Plots.Where(p => p.Households > 10 && p.Budget < 5).Select(p => p.Code), await CopyAsync("-where", "households > 10 AND budget_wan < 5"));
        Assert.Equal(
            served.Plots.Where(p => p.Outline is { } o && o.EnvelopeInternal.Intersects(new NetTopologySuite.Geometries.Envelope(Plot.X(0), Plot.X(3.5), Plot.Y(0), Plot.Y(3.5)))).Select(p => p.Code),
            await CopyAsync("-spat", Text(Plot.X(0)), Text(Plot.Y(0)), Text(Plot.X(3.5)), Text(Plot.Y(3.5))));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task OWSLib_reads_queryables_filters_sorts_and_chooses_a_coordinate_system()
    {
        const string Script = """
            import json, sys
            from owslib.ogcapi.features import Features
            features = Features(sys.argv[1])
            page = features.collection_items("compounds", limit=1000, filter="plan_year = 2025 AND CASEI(name_zh) LIKE CASEI('STR%')", sortby="-code")
            metres = features.collection_items("compounds", limit=1, crs="http://www.opengis.net/def/crs/EPSG/0/4549", filter="geometry IS NOT NULL")
            print(json.dumps({
                "collections": features.feature_collections(),
                "queryables": list(features.collection_queryables("compounds")["properties"]),
                "codes": [f["id"] for f in page["features"]],
                "northing": metres["features"][0]["geometry"]["coordinates"][0][0][0][0],
            }))
            """;
        var answer = JsonDocument.Parse(await RunAsync("/usr/bin/python3", ["-c", Script, served.Client.BaseAddress!.ToString()])).RootElement;

        Assert.Equal(RegisterCatalogue.All.Select(c => c.Id), Texts(answer.GetProperty("collections")));
        Assert.Equal(RegisterCatalogue.Compounds.Properties.Select(p => p.Name).Append("geometry"), Texts(answer.GetProperty("queryables")));
        Assert.Equal(served.Plots.Where(p => p.Year == 2025 && p.Name is "Straße" or "STRASSE").Select(p => p.Code).Reverse(), Texts(answer.GetProperty("codes")));
        Assert.InRange(answer.GetProperty("northing").GetDouble(), 3_480_000, 3_500_000);
    }

    [Fact]
    public async Task Ogc_client_reads_collections_their_systems_and_schemas_and_their_items()
    {
        var clients = Environment.GetEnvironmentVariable("WUJIN_TEST_CLIENTS") ?? "";
        Assert.SkipUnless(Directory.Exists(Path.Combine(clients, "node_modules", "@camptocamp", "ogc-client")), "@camptocamp/ogc-client is not installed: ./test installs it where npm can.");
        var script = Path.Combine(clients, Guid.NewGuid().ToString("N") + ".mjs");
        await File.WriteAllTextAsync(script, """
            import { OgcApiEndpoint } from '@camptocamp/ogc-client';
            const endpoint = new OgcApiEndpoint(process.argv[2]);
            const info = await endpoint.getCollectionInfo('compounds');
            const items = await endpoint.getCollectionItems('compounds', 5, 3, true, ['-code'], [119, 31, 121, 32], ['code', 'plan_year']);
            const one = await endpoint.getCollectionItem('compounds', 'P007');
            console.log(JSON.stringify({
              features: await endpoint.featureCollections, crs: info.crs, storage: info.storageCrs,
              queryables: info.queryables.map(q => q.name), sortables: info.sortables.map(q => q.name),
              codes: items.map(i => i.properties.code), names: Object.keys(items[0].properties), one: one.id,
            }));
            """, ServedRegister.Cancel);
        var answer = JsonDocument.Parse(await RunAsync("node", [script, served.Client.BaseAddress!.ToString()])).RootElement;

        Assert.Equal(RegisterCatalogue.All.Select(c => c.Id), Texts(answer.GetProperty("features")));
        Assert.Equal(8, answer.GetProperty("crs").GetArrayLength());
        Assert.Equal("http://www.opengis.net/def/crs/EPSG/0/4490", answer.GetProperty("storage").GetString());
        Assert.Subset(RegisterCatalogue.Compounds.Properties.Select(p => p.Name).Append("geometry").ToHashSet(), Texts(answer.GetProperty("queryables")).ToHashSet());
        Assert.Contains("plan_year", Texts(answer.GetProperty("sortables")));
        Assert.Equal(served.Plots.Select(p => p.Code).Reverse().Skip(3).Take(5), Texts(answer.GetProperty("codes")));
        Assert.Equal(["code", "plan_year"], Texts(answer.GetProperty("names")));
        Assert.Equal("P007", answer.GetProperty("one").GetString());
    }

    private static List<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    private static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ServedRegister.Cancel), process.StandardError.ReadToEndAsync(ServedRegister.Cancel));
        await process.WaitForExitAsync(ServedRegister.Cancel);
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}");
        return await output;
    }
}
