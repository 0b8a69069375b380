using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>OGC API – Features – Part 2: every assertion of its executable and abstract tests, in our own words, with PROJ in PostGIS as the judge.</summary>
public sealed class CoordinateSystemTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    private const string Compounds = "/collections/compounds/items";
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>Every system served: its EPSG code (0 for CRS84), whether latitude or northing comes first, and whether it is in metres.</summary>
    public static TheoryData<int, bool, bool> Systems => new()
    {
        { 0, false, false }, { 4490, true, false }, { 4326, true, false }, { 4549, true, true }, { 4528, true, true }, { 4547, true, true }, { 4548, true, true }, { 3857, false, true },
    };

    [Fact]
    public async Task Every_spatial_collection_lists_the_same_systems_with_the_default_first_and_the_storage_among_them()
    {
        string[] expected = [.. Systems.Select(s => Uri(s.Data.Item1))];
        foreach (var collection in (await served.JsonAsync("/collections")).GetProperty("collections").EnumerateArray())
        {
            var alone = await served.JsonAsync("/collections/" + collection.GetProperty("id").GetString());
            if (RegisterCatalogue.Find(collection.GetProperty("id").GetString()!)!.Geometry == GeometryKind.None)
            {
                Assert.False(collection.TryGetProperty("crs", out _));
                continue;
            }

            var listed = collection.GetProperty("crs").EnumerateArray().Select(c => c.GetString()).ToList();
            Assert.Equal(expected, listed);
            Assert.Equal(listed, alone.GetProperty("crs").EnumerateArray().Select(c => c.GetString()));
            Assert.All(listed, uri => Assert.True(System.Uri.IsWellFormedUriString(uri, UriKind.Absolute)));
            Assert.Equal("http://www.opengis.net/def/crs/EPSG/0/4490", collection.GetProperty("storageCrs").GetString());
            Assert.Contains(collection.GetProperty("storageCrs").GetString(), listed);
            Assert.Equal(collection.GetProperty("storageCrs").GetString(), alone.GetProperty("storageCrs").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Features_come_in_the_system_asked_for_as_PROJ_has_it_in_its_axis_order_to_a_centimetre(int srid, bool isNorthingFirst, bool isProjected)
    {
        foreach (var address in new[] { Compounds + "?limit=10&", Compounds + "/C1?", "/collections/compounds/export?", "/collections/places/items?", "/collections/towns/items?" })
        {
            using var response = await served.GetAsync($"{address}crs={System.Uri.EscapeDataString(Uri(srid))}");
            Assert.Equal("<" + Uri(srid) + ">", response.Headers.GetValues("Content-Crs").Single());
            var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ServedRegister.Cancel)).RootElement;
            var features = document.TryGetProperty("features", out var list) ? list.EnumerateArray().ToList() : [document];
            Assert.NotEmpty(features);
            foreach (var feature in features.Where(f => f.GetProperty("geometry").ValueKind == JsonValueKind.Object))
            {
                await AssertAsProjAsync(feature, srid, isNorthingFirst, isProjected);
            }
        }
    }

    [Fact]
    public async Task Without_crs_the_coordinates_and_the_header_are_those_of_CRS84()
    {
        foreach (var address in new[] { Compounds, Compounds + "/C1", "/collections/compounds/export" })
        {
            using var response = await served.GetAsync(address);
            Assert.Equal("<" + Crs84 + ">", response.Headers.GetValues("Content-Crs").Single());
            using var explicitly = await served.GetAsync(address + "?crs=" + Crs84);
            Assert.Equal(
                Geometries(await response.Content.ReadAsStringAsync(ServedRegister.Cancel)), Geometries(await explicitly.Content.ReadAsStringAsync(ServedRegister.Cancel)));
        }
    }

    [Theory]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4527")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/9999999")]
    [InlineData("EPSG:4549")]
    [InlineData("4549")]
    [InlineData("urn:ogc:def:crs:EPSG::4549")]
    [InlineData("crs84")]
    [InlineData("'; DROP TABLE renewal.site; --")]
    public async Task A_system_that_is_not_listed_is_refused_with_those_that_are(string crs)
    {
        foreach (var query in new[] { "crs=", "bbox=1,2,3,4&bbox-crs=", "filter=TRUE&filter-crs=" })
        {
            var problem = await served.ProblemAsync($"{Compounds}?{query}{System.Uri.EscapeDataString(crs)}", HttpStatusCode.BadRequest);
            Assert.Contains("EPSG/0/4549", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        await served.ProblemAsync($"{Compounds}/C1?crs={System.Uri.EscapeDataString(crs)}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_system_may_be_named_by_its_safe_CURIE()
    {
        using var response = await served.GetAsync(Compounds + "?crs=[EPSG:4549]");
        Assert.Equal("<http://www.opengis.net/def/crs/EPSG/0/4549>", response.Headers.GetValues("Content-Crs").Single());
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task A_box_selects_the_same_features_in_every_system(int srid, bool isNorthingFirst, bool isProjected)
    {
        _ = isProjected;
        // C1 and C2 lie in it; C4 has no outline and is in every box.
        var (south, west, north, east) = (31.4995, 119.4995, 31.502, 119.515);
        await using var command = served.Source.CreateCommand("SELECT ST_X(g), ST_Y(g) FROM unnest(ARRAY[ST_Point($1, $2, 4490), ST_Point($3, $4, 4490)]) WITH ORDINALITY AS t (p, n), ST_Transform(p, $5) g ORDER BY n");
        foreach (var value in new object[] { west, south, east, north, srid == 0 ? 4490 : srid })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        var corners = new List<double>();
        await using (var reader = await command.ExecuteReaderAsync(ServedRegister.Cancel))
        {
            while (await reader.ReadAsync(ServedRegister.Cancel))
            {
                var (x, y) = (reader.GetDouble(0), reader.GetDouble(1));
                corners.AddRange(isNorthingFirst ? [y, x] : [x, y]);
            }
        }

        string Text(params double[] numbers) => string.Join(',', numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));
        var crs = "&bbox-crs=" + System.Uri.EscapeDataString(Uri(srid));
        Assert.Equal(["C1", "C2", "C4"], await served.CodesAsync($"{Compounds}?bbox={Text([.. corners])}{crs}"));
        Assert.Equal(["C1", "C2", "C4"], await served.CodesAsync($"{Compounds}?bbox={Text(corners[0], corners[1], -5, corners[2], corners[3], 500)}{crs}"));
        Assert.Equal(["C1", "C2", "C4"], await served.CodesAsync($"/collections/compounds/export?bbox={Text([.. corners])}{crs}"));
        await served.ProblemAsync($"{Compounds}?bbox={Text(corners[2], corners[3], corners[0], corners[1])}{crs}", HttpStatusCode.BadRequest);
        if (srid == 0)
        {
            Assert.Equal(["C1", "C2", "C4"], await served.CodesAsync($"{Compounds}?bbox={Text([.. corners])}"));
        }
    }

    [Fact]
    public async Task Next_links_keep_the_system()
    {
        var page = await served.JsonAsync($"{Compounds}?limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/4549");
        using var next = await served.GetAsync(ServedRegister.Link(page, "next")!);
        Assert.Equal("<http://www.opengis.net/def/crs/EPSG/0/4549>", next.Headers.GetValues("Content-Crs").Single());
    }

    [Fact]
    public async Task The_entity_tag_of_a_feature_names_its_system()
    {
        using var degrees = await served.GetAsync(Compounds + "/C1");
        using var metres = await served.GetAsync(Compounds + "/C1?crs=http://www.opengis.net/def/crs/EPSG/0/4549");
        Assert.Equal("\"1-geojson.crs84.identity\"", degrees.Headers.ETag!.ToString());
        Assert.Equal("\"1-geojson.epsg4549.identity\"", metres.Headers.ETag!.ToString());
    }

    private async Task AssertAsProjAsync(JsonElement feature, int srid, bool isNorthingFirst, bool isProjected)
    {
        var (tolerance, decimals) = isProjected ? (0.0051, 2) : (0.51e-7, 7);
        var numbers = Numbers(feature.GetProperty("geometry").GetProperty("coordinates")).ToList();
        var table = feature.GetProperty("properties").TryGetProperty("kind", out _) ? "site" : feature.GetProperty("properties").GetProperty("code").GetString()![0] == 'T' ? "town" : "place";
        var expected = await served.Source.ScalarAsync<double[]>($"""
            SELECT array_agg(v ORDER BY path, i) FROM renewal.{table}, ST_DumpPoints(ST_ForcePolygonCCW(ST_Transform(geom, {(srid == 0 ? 4490 : srid)}))) d,
                LATERAL unnest(ARRAY[ST_X(d.geom), ST_Y(d.geom)]) WITH ORDINALITY AS o (v, i) WHERE code = '{feature.GetProperty("id").GetString()}'
            """);
        Assert.Equal(expected!.Length, numbers.Count);
        for (var i = 0; i < numbers.Count; i += 2)
        {
            var (first, second) = isNorthingFirst ? (expected[i + 1], expected[i]) : (expected[i], expected[i + 1]);
            Assert.Equal(first, numbers[i].Value, tolerance);
            Assert.Equal(second, numbers[i + 1].Value, tolerance);
        }

        Assert.All(numbers, n => Assert.True(n.Text.Length - n.Text.IndexOf('.', StringComparison.Ordinal) - 1 <= decimals || !n.Text.Contains('.', StringComparison.Ordinal), $"{n.Text} has more than {decimals} decimals."));
    }

    private static string Uri(int srid) => srid == 0 ? Crs84 : FormattableString.Invariant($"http://www.opengis.net/def/crs/EPSG/0/{srid}");

    private static string Geometries(string body)
    {
        var document = JsonDocument.Parse(body).RootElement;
        return document.TryGetProperty("features", out var features) ? string.Join('\n', features.EnumerateArray().Select(f => f.GetProperty("geometry").GetRawText())) : document.GetProperty("geometry").GetRawText();
    }

    private static IEnumerable<(string Text, double Value)> Numbers(JsonElement coordinates) =>
        coordinates.ValueKind == JsonValueKind.Number ? [(coordinates.GetRawText(), coordinates.GetDouble())] : coordinates.EnumerateArray().SelectMany(Numbers);
}
