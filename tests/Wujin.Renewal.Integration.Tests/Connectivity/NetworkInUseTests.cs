using System.Net;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Processes;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>Taking road networks over while the service runs.</summary>
public sealed class NetworkInUseTests : IAsyncLifetime
{
    private const string Isochrone = "/isochrone?place=320412-core&minutes=20";

    private readonly RoadlessServices _services = new();

    public ValueTask InitializeAsync() => _services.InitializeAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Without_roads_every_question_about_them_says_so_and_the_rest_goes_on()
    {
        foreach (var response in new[] { await _services.GetAsync(Isochrone), await _services.PostAsync("assess-connectivity", "") })
        {
            await CountingServices.ProblemAsync(response, 409, "/problems/no-road-network");
        }

        Assert.Equal(HttpStatusCode.OK, (await _services.GetAsync("/collections/roads/items")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _services.GetAsync("/processes/isochrone")).StatusCode);
    }

    [Fact]
    public async Task A_network_that_is_imported_is_taken_over_and_then_another_without_a_request_failing()
    {
        var first = await _services.PutToUseAsync(await DemonstrationNetwork.UsualAsync());
        await CountingServices.UntilAsync(() => _services.Holder.Current is not null);
        var before = await AnswerAsync();
        using var stop = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(_ => AskUntilAsync(stop.Token)).ToList();

        var old = _services.Holder.Current;
        var second = await _services.PutToUseAsync(await DemonstrationNetwork.OtherAsync());
        await CountingServices.UntilAsync(() => _services.Holder.Current != old);
        var after = await AnswerAsync();
        await stop.CancelAsync();
        var answers = (await Task.WhenAll(asking)).SelectMany(a => a).ToHashSet();

        Assert.NotEqual(before, after);
        Assert.Subset(new HashSet<string> { before, after }, answers);
        var current = Assert.Single(await _services.Database.DataSource.RowsAsync("SELECT graph_checksum, road_count FROM renewal.road_network WHERE is_current"));
        Assert.Equal((_services.Holder.Current!.Checksum, second), ((string)current[0]!, (long)current[1]!));
        Assert.Equal(second, (long)JsonNode.Parse(await _services.Client.GetStringAsync(new Uri("/collections/roads/items?limit=1", UriKind.Relative)))!["numberMatched"]!);
        Assert.True(first > 1000);
    }

    [Fact]
    public async Task A_damaged_graph_is_left_alone_and_the_one_in_use_stays()
    {
        await _services.PutToUseAsync(await DemonstrationNetwork.UsualAsync());
        await CountingServices.UntilAsync(() => _services.Holder.Current is not null);
        var current = _services.Holder.Current;
        var bytes = await File.ReadAllBytesAsync(await DemonstrationNetwork.OtherAsync());
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(_services.GraphPath + ".bad", bytes);
        File.Move(_services.GraphPath + ".bad", _services.GraphPath, overwrite: true);

        Assert.False(await _services.Holder.RefreshAsync(default));

        Assert.Same(current, _services.Holder.Current);
        Assert.Equal(HttpStatusCode.OK, (await _services.GetAsync(Isochrone)).StatusCode);
    }

    [Fact]
    public async Task Roads_are_served_with_class_name_speed_seconds_and_direction_and_are_only_read()
    {
        await _services.PutToUseAsync(await DemonstrationNetwork.UsualAsync());

        var page = JsonNode.Parse(await _services.Client.GetStringAsync(new Uri("/collections/roads/items?class=motorway&limit=5", UriKind.Relative)))!;
        using var written = await _services.Client.PostAsync(new Uri("/collections/roads/items", UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/geo+json"));
        using var versions = await _services.GetAsync("/collections/roads/items/0/versions");

        var road = page["features"]![0]!;
        Assert.Equal("LineString", (string?)road["geometry"]!["type"]);
        Assert.Equal(("motorway", true, true), ((string)road["properties"]!["class"]!, (bool)road["properties"]!["oneway"]!, (bool)road["properties"]!["is_demo"]!));
        Assert.InRange((double)road["properties"]!["speed_kmh"]!, 60, 120);
        await CountingServices.ProblemAsync(written, 405);
        await CountingServices.ProblemAsync(versions, 404);
    }

    private async Task<string> AnswerAsync()
    {
        using var response = await _services.GetAsync(Isochrone);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<List<string>> AskUntilAsync(CancellationToken stop)
    {
        var answers = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            answers.Add(await AnswerAsync());
        }

        return answers;
    }
}
