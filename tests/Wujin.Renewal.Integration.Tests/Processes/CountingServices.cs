using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Testing.Database;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Processes;

/// <summary>Service processes on Kestrel that share one register and know <see cref="CountingProcess"/>; any number of them, started and stopped at will.</summary>
public sealed class CountingServices : IAsyncLifetime
{
    private readonly List<WebApplication> _apps = [];
    private TestDatabase? _database;

    /// <summary>What is counted, by all services together.</summary>
    internal CountingProcess Counting { get; } = new();

    /// <summary>The register they share.</summary>
    internal TestDatabase Database => _database!;

    /// <summary>Speaks to the first service.</summary>
    internal HttpClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        (_, Client) = await StartAsync(jobSlots: 2);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await _database!.DisposeAsync();
    }

    /// <summary>Starts one more service.</summary>
    internal async Task<(WebApplication App, HttpClient Client)> StartAsync(int jobSlots, CountingProcess? counting = null, string? writeToken = null)
    {
        var app = RenewalApplication.Build(
            new ServiceOptions { Home = AppContext.BaseDirectory, Url = new Uri("http://127.0.0.1:0"), LogLevel = LogLevel.Critical, JobSlots = jobSlots, WriteToken = writeToken },
            Database.Register,
            services => services.AddSingleton<IProcess>(counting ?? Counting));
        _apps.Add(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return (app, new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) });
    }

    /// <summary>POST of an execution.</summary>
    internal Task<HttpResponseMessage> ExecuteAsync(string body, bool isAsync = false, string process = "count", string type = "application/json", HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/processes/{process}/execution") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (isAsync)
        {
            request.Headers.Add("Prefer", "respond-async");
        }

        return (client ?? Client).SendAsync(request);
    }

    /// <summary>Queues a job.</summary>
    /// <returns>Its address.</returns>
    internal async Task<Uri> QueueAsync(string inputs, string more = "")
    {
        using var response = await ExecuteAsync($"{{\"inputs\":{{{inputs}}}{more}}}", isAsync: true);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!;
    }

    /// <summary>Waits until a job has one of these states.</summary>
    internal async Task<JsonObject> WaitAsync(Uri job, params string[] states)
    {
        while (true)
        {
            var status = await JsonAsync(job);
            if (states.Contains((string?)status["status"]))
            {
                return status;
            }

            Assert.False((string?)status["status"] is "failed" or "successful" or "dismissed", status.ToJsonString());
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until something holds.</summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until something that has to be asked for holds.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>GET of JSON that must succeed.</summary>
    internal async Task<JsonObject> JsonAsync(Uri address)
    {
        using var response = await Client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Asserts a problem.</summary>
    internal static async Task<JsonObject> ProblemAsync(HttpResponseMessage response, int status, string? type = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"expected {status}, got {(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        if (type is not null)
        {
            Assert.Equal(type, (string?)problem["type"]);
        }

        return problem;
    }
}
