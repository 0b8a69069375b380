using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Processes;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>Layers of points that planners bring, and the minutes of sites to the nearest point.</summary>
public sealed class PointLayerTests(RoadServices services) : IClassFixture<RoadServices>
{
    private const string Near = "[119.951,31.711]";

    [Fact]
    public async Task Minutes_to_the_nearest_point_follow_the_layer_and_go_with_it()
    {
        await services.Database.DataSource.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom) VALUES
                ('LAYERED', 'compound', '小区', 'approved', '2024-03-01', {RegisterSql.Box(119.95, 31.71, 119.951, 31.711)})
            """);
        using var created = await PutAsync("schools", Points("[119.60,31.74]"));
        var far = await UntilAsync(_ => true);
        using var replaced = await PutAsync("schools", Points("[119.60,31.74]", Near));
        var near = await UntilAsync(minutes => minutes < far);
        var expected = await services.ExecuteAsync("travel-time-matrix", $"\"from\":[[119.9505,31.7105]],\"to\":[{Near}]");
        var filtered = await JsonAsync(FormattableString.Invariant($"/collections/site-nearest-points/items?filter=layer='schools' AND minutes_to_nearest < {far}"));
        var layer = await JsonAsync("/point-layers/schools");
        using var deleted = await services.Client.DeleteAsync(new Uri("/point-layers/schools", UriKind.Relative));
        var left = await JsonAsync("/collections/site-nearest-points/items?layer=schools");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.NoContent), (created.StatusCode, replaced.StatusCode, deleted.StatusCode));
        Assert.Equal((double)expected["minutes"]![0]![0]!, near, 0.2);
        Assert.Contains("LAYERED", filtered["features"]!.AsArray().Select(f => (string?)f!["properties"]!["site"]));
        Assert.Equal(2, layer["features"]!.AsArray().Count);
        Assert.Equal("schools", (string?)layer["code"]);
        Assert.Empty(left["features"]!.AsArray());
    }

    [Fact]
    public async Task Every_fault_of_a_layer_is_told_and_nothing_recorded()
    {
        using var lines = await PutAsync("lines", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[119,31],[120,32]]}},{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500,31]}}]}""");
        using var empty = await PutAsync("empty", Points());
        using var named = await PutAsync("a%20b", Points(Near));
        using var missing = await services.Client.DeleteAsync(new Uri("/point-layers/none", UriKind.Relative));

        Assert.True((await CountingServices.ProblemAsync(lines, 422))["errors"]!.AsArray().Count >= 2);
        await CountingServices.ProblemAsync(empty, 422);
        await CountingServices.ProblemAsync(named, 422);
        await CountingServices.ProblemAsync(missing, 404);
        Assert.DoesNotContain((await JsonAsync("/point-layers"))["point_layers"]!.AsArray(), l => (string?)l!["code"] is "lines" or "empty");
    }

    [Fact]
    public async Task Layers_are_written_by_those_who_may_write()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/point-layers/guarded") { Content = Body(Points(Near)) };
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var response = await services.Client.SendAsync(request);

        Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, response.StatusCode.ToString());
    }

    private static string Points(params string[] positions) =>
        "{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(',', positions.Select(p => "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":" + p + "}}")) + "]}";

    private static StringContent Body(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/geo+json"));

    private Task<HttpResponseMessage> PutAsync(string code, string json) => services.Client.PutAsync(new Uri("/point-layers/" + code, UriKind.Relative), Body(json));

    private async Task<double> UntilAsync(Func<double, bool> isSo)
    {
        while (true)
        {
            var features = (await JsonAsync("/collections/site-nearest-points/items?site=LAYERED&layer=schools"))["features"]!.AsArray();
            if (features.SingleOrDefault()?["properties"]!["minutes_to_nearest"] is { } minutes && isSo((double)minutes))
            {
                return (double)minutes;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<JsonNode> JsonAsync(string address)
    {
        using var response = await services.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
