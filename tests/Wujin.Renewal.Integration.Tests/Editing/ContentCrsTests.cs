using System.Globalization;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

/// <summary>Axis order and projection of input, against coordinates that PostGIS computes.</summary>
public sealed class ContentCrsTests : EditingTest
{
    private const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";

    private static readonly (double Longitude, double Latitude)[] Ring = [(119.94, 31.70), (119.95, 31.70), (119.95, 31.71), (119.94, 31.71), (119.94, 31.70)];

    private async Task<string> RingInAsync(int srid, bool northingFirst)
    {
        List<string> positions = [];
        foreach (var (longitude, latitude) in Ring)
        {
            await using var command = Service.Database.DataSource.CreateCommand(
                "SELECT ST_X(p), ST_Y(p) FROM ST_Transform(ST_SetSRID(ST_MakePoint($1, $2), 4490), $3) p");
            command.Parameters.AddWithValue(longitude);
            command.Parameters.AddWithValue(latitude);
            command.Parameters.AddWithValue(srid);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            var (x, y) = (reader.GetDouble(0), reader.GetDouble(1));
            var (first, second) = northingFirst ? (y, x) : (x, y);
            positions.Add(string.Create(CultureInfo.InvariantCulture, $"[{first:R},{second:R}]"));
        }

        return "{\"type\":\"Polygon\",\"coordinates\":[[" + string.Join(",", positions) + "]]}";
    }

    [Theory]
    [InlineData(4490, true)]
    [InlineData(4326, true)]
    [InlineData(4549, true)]
    [InlineData(4528, true)]
    [InlineData(3857, false)]
    public async Task Coordinates_come_in_the_axis_order_of_their_system(int srid, bool northingFirst)
    {
        var geometry = await RingInAsync(srid, northingFirst);
        using var created = await SendAsync(HttpMethod.Post, "/collections/compounds/items", Compound("a", geometry: geometry), null, ("Content-Crs", $"<{Epsg}{srid}>"));
        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync());

        var stored = (await GetAsync("a")).Feature["geometry"]!["coordinates"]![0]![0]!.AsArray();
        Assert.Equal(Ring.Length, stored.Count);
        for (var i = 0; i < Ring.Length; i++)
        {
            // A centimetre is 1e-7 degrees.
            Assert.Equal(Ring[i].Longitude, (double)stored[i]![0]!, 1.01e-7);
            Assert.Equal(Ring[i].Latitude, (double)stored[i]![1]!, 1.01e-7);
        }

        Assert.Equal("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>", Assert.Single(created.Headers.GetValues("Content-Crs")));
    }

    [Theory]
    [InlineData(4490)]
    [InlineData(4549)]
    [InlineData(4528)]
    public async Task The_other_axis_order_is_refused_and_explained(int srid)
    {
        var geometry = await RingInAsync(srid, northingFirst: false);
        using var response = await SendAsync(HttpMethod.Post, "/collections/compounds/items", Compound("a", geometry: geometry), null, ("Content-Crs", $"<{Epsg}{srid}>"));

        var problem = await ProblemAsync(response, 422);
        Assert.Equal(["/geometry"], Pointers(problem));
        Assert.Contains("first", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>", 201)]
    [InlineData("<http://www.opengis.net/def/crs/EPSG/0/4547>", 422)]
    [InlineData("<http://www.opengis.net/def/crs/EPSG/0/2154>", 415)]
    [InlineData("<GCJ-02>", 415)]
    [InlineData("nonsense", 415)]
    public async Task Only_systems_that_are_known_are_taken(string crs, int status)
    {
        using var response = await SendAsync(HttpMethod.Post, "/collections/compounds/items", Compound("a"), null, ("Content-Crs", crs));

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 415)
        {
            Assert.Contains(Epsg + "4549", (string?)(await ProblemAsync(response, 415))["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_patch_and_a_replacement_take_other_systems_too()
    {
        using var created = await CreateAsync(Compound("a", geometry: "null"));
        var geometry = await RingInAsync(4549, northingFirst: true);
        using var patched = await SendAsync(HttpMethod.Patch, "/collections/compounds/items/a", "{\"geometry\":" + geometry + "}", "*", ("Content-Crs", $"<{Epsg}4549>"));
        using var replaced = await SendAsync(HttpMethod.Put, "/collections/compounds/items/a", Compound("a", geometry: geometry), "*", ("Content-Crs", $"<{Epsg}4549>"));

        Assert.Equal(119.95, (double)(await JsonAsync(patched))["geometry"]!["coordinates"]![0]![0]![1]![0]!, 1.01e-7);
        // The same outline once more: no new version.
        Assert.Equal(2, (long)(await JsonAsync(replaced))["properties"]!["version"]!);
    }

    [Theory]
    [InlineData(4490)]
    [InlineData(4326)]
    [InlineData(4549)]
    [InlineData(4528)]
    [InlineData(4547)]
    [InlineData(4548)]
    [InlineData(3857)]
    public async Task What_was_read_in_a_system_and_is_sent_back_in_it_moves_nothing(int srid)
    {
        // 200 vertices at random distances from a centre: each is rounded another way.
        var random = new Random(srid);
        var corners = Enumerable.Range(0, 200).Select(i => (Angle: i * Math.Tau / 200, Radius: 0.003 + (random.NextDouble() * 0.004)))
            .Select(c => FormattableString.Invariant($"[{119.945123456789 + (c.Radius * Math.Cos(c.Angle)):R},{31.705987654321 + (c.Radius * Math.Sin(c.Angle)):R}]")).ToList();
        await CreateAsync(Compound("a", geometry: "{\"type\":\"Polygon\",\"coordinates\":[[" + string.Join(",", corners.Append(corners[0])) + "]]}"));

        var crs = Uri.EscapeDataString(Epsg + srid.ToString(CultureInfo.InvariantCulture));
        var (feature, tag) = await GetAsync("a", query: "?crs=" + crs);
        using var answer = await SendAsync(HttpMethod.Put, "/collections/compounds/items/a", feature.ToJsonString(), tag, ("Content-Crs", $"<{Epsg}{srid}>"));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, (long)(await GetAsync("a")).Feature["properties"]!["version"]!);
    }
}
