using System.Diagnostics.Metrics;
using System.Net;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Health, failures and metrics.</summary>
public sealed class OperationsTests : ServedTest
{
    [Fact]
    public async Task Live_and_ready_are_said_as_JSON()
    {
        Assert.Equal("live", (await Served.JsonAsync("/health/live")).GetProperty("status").GetString());
        var ready = await Served.JsonAsync("/health/ready");
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal("up", ready.GetProperty("database").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Without_its_database_the_service_is_live_and_not_ready_and_says_when_to_come_back()
    {
        await Served.Database.DropAsync();

        using var ready = await Served.GetAsync("/health/ready");
        using var items = await Served.GetAsync("/collections/compounds/items");
        var problem = System.Text.Json.JsonDocument.Parse(await items.Content.ReadAsStringAsync(ServedRegister.Cancel)).RootElement;

        Assert.Equal("live", (await Served.JsonAsync("/health/live")).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, items.StatusCode);
        Assert.Equal("/problems/database-unavailable", problem.GetProperty("type").GetString());
        Assert.Equal(TimeSpan.FromSeconds(5), items.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task An_unforeseen_failure_leaks_nothing_and_leads_to_the_log()
    {
        await Served.Source.ExecuteAsync("ALTER VIEW renewal.compound_feature RENAME TO secret_name");

        using var response = await Served.GetAsync("/collections/compounds/items");
        var text = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("traceId", text, StringComparison.Ordinal);
        Assert.DoesNotContain("compound_feature", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_served_are_counted_by_collection()
    {
        await Served.Source.ExecuteAsync("INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) SELECT 'M' || i, 'selfbuild-zone', '区', 'surveyed', '2024-01-01' FROM generate_series(1, 7) i");
        var served = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "wujin.features.served")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "collection", Value: "selfbuild-zones" })
                {
                    Interlocked.Add(ref served, value);
                }
            }
        });
        listener.Start();

        await Served.JsonAsync("/collections/selfbuild-zones/items");

        Assert.True(Interlocked.Read(ref served) >= 7, $"{served} features were counted.");
    }
}
