using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Wujin.Renewal.Viewer.Core.Connection;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Connection;

/// <summary>The client against the real service.</summary>
public sealed class RenewalApiTests : ServedDistrict
{
    [Fact]
    public async Task Pages_are_followed_to_the_last_feature_and_each_comes_once()
    {
        var api = Connect();
        await api.CreateManyAsync("compounds", [.. Enumerable.Range(0, 25).Select(i => (JsonNode)Sites.Compound($"P{i:00}"))], "li", Cancel);

        var codes = new List<string>();
        await foreach (var site in api.ItemsAsync("compounds", new ItemQuery { Limit = 10 }, Cancel))
        {
            codes.Add(site.Code);
        }

        Assert.Equal(25, codes.Count);
        Assert.Equal(codes.Distinct(), codes);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var counting = new CountingHandler();
        var api = Connect(handler: counting);
        await Sites.CreateAsync(api, "E1");
        var first = await api.ItemAsync("compounds", "E1", null, Cancel);

        var second = await api.ItemAsync("compounds", "E1", null, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, counting.Answers[^1].Status);
        Assert.Equal(first.Properties.ToJsonString(), second.Properties.ToJsonString());
    }

    [Fact]
    public async Task A_stale_change_comes_back_with_both_sides_of_every_field()
    {
        var api = Connect();
        var read = await Sites.CreateAsync(api, "S1", more: "\"households\":10,\"buildings\":3");
        await api.PatchAsync("compounds", "S1", read.Version, Properties("\"households\":20"), "王", Cancel);

        var stale = await Assert.ThrowsAsync<StaleVersionException>(() => api.PatchAsync("compounds", "S1", read.Version, Properties("\"households\":30,\"buildings\":4"), "li", Cancel));

        Assert.Equal(("王", 2L), (stale.ChangedBy, stale.CurrentVersion));
        var households = stale.Fields.Single(f => f.Name == "households");
        Assert.Equal((10, 20, 30, true), ((int)households.Base!, (int)households.Theirs!, (int)households.Yours!, households.IsConflict));
        Assert.False(stale.Fields.Single(f => f.Name == "buildings").IsConflict);
    }

    [Fact]
    public async Task Every_fault_of_a_refused_site_names_its_property()
    {
        var problem = await Assert.ThrowsAsync<ApiProblemException>(() => Connect().CreateAsync("compounds", Sites.Compound("F1", more: "\"plan_year\":1066,\"households\":-1"), "li", Cancel));

        Assert.Equal(422, problem.Status);
        Assert.Equal(["households", "plan_year"], problem.Faults.Select(f => f.Property).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_ends_as_cancelled_and_not_as_silence()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var api = Connect();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.PageAsync("compounds", new ItemQuery(), source.Token));

        Assert.NotEqual(false, api.Connection.IsOnline);
    }

    [Fact]
    public async Task Without_the_service_the_kept_answer_is_shown_with_its_age()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var api = Connect("offline", clock);
        await Sites.CreateAsync(api, "O1");
        await api.PageAsync("compounds", new ItemQuery(), Cancel);
        await StopAsync();
        clock.Advance(TimeSpan.FromHours(5));

        var page = await api.PageAsync("compounds", new ItemQuery(), Cancel);

        Assert.Equal("O1", Assert.Single(page.Features).Code);
        Assert.True(page.IsKept);
        Assert.Equal((false, new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)), (api.Connection.IsOnline, api.Connection.OldestKept));
    }

    [Fact]
    public async Task What_was_kept_outlives_the_viewer()
    {
        await Sites.CreateAsync(Connect(), "O2");
        await Connect("shared").PageAsync("compounds", new ItemQuery(), Cancel);
        await StopAsync();

        var page = await Connect("shared").PageAsync("compounds", new ItemQuery(), Cancel);

        Assert.Equal("O2", Assert.Single(page.Features).Code);
    }

    [Fact]
    public async Task Without_the_service_and_without_anything_kept_the_fault_says_who_is_silent()
    {
        var api = Connect();
        await StopAsync();

        var silent = await Assert.ThrowsAsync<ServiceUnreachableException>(() => api.PageAsync("towns", new ItemQuery(), Cancel));

        Assert.Equal(Address, silent.Service);
    }

    [Fact]
    public async Task Silence_ends_when_the_service_answers_again()
    {
        using var gate = new GateHandler();
        var api = Connect(handler: gate);
        var states = new List<bool?>();
        api.Connection.StateChanged += (_, _) => states.Add(api.Connection.IsOnline);
        await api.PageAsync("towns", new ItemQuery(), Cancel);
        gate.IsShut = true;
        await api.PageAsync("towns", new ItemQuery(), Cancel);
        gate.IsShut = false;

        await api.PageAsync("towns", new ItemQuery(), Cancel);

        Assert.Equal([true, false, true], states);
        Assert.Null(api.Connection.OldestKept);
    }

    [Fact]
    public async Task A_stage_is_reached_on_its_day_and_the_next_ones_are_told()
    {
        var api = Connect();
        var site = await Sites.CreateAsync(api, "T1", more: "\"stage\":\"surveyed\",\"stage_date\":\"2025-01-02\"");

        await api.MoveToStageAsync("compounds", "T1", site.Version, "proposed", new DateOnly(2025, 3, 4), "li", Cancel);

        var stages = await api.StagesAsync("compounds", "T1", Cancel);
        Assert.Equal(("proposed", "2025-03-04"), ((string?)stages["stage"], (string?)stages["stage_date"]));
        Assert.Contains("approved", stages["next"]!.AsArray().Select(n => (string?)n!["stage"]));
        Assert.Equal(2, (await api.VersionsAsync("compounds", "T1", Cancel)).Count);
    }

    private static JsonObject Properties(string members) => JsonNode.Parse("{\"properties\":{" + members + "}}")!.AsObject();

    private sealed class GateHandler : DelegatingHandler
    {
        internal GateHandler()
            : base(new SocketsHttpHandler())
        {
        }

        internal bool IsShut { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            IsShut ? throw new HttpRequestException("shut") : base.SendAsync(request, cancellationToken);
    }
}
