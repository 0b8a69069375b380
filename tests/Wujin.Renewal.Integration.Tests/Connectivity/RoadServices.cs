using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Store;
using Wujin.Renewal.Testing.Database;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>A service over the reference data, with made-up roads in use unless a test wants none.</summary>
public class RoadServices : IAsyncLifetime
{
    private WebApplication? _app;
    private TestDatabase? _database;

    /// <summary>The register.</summary>
    internal TestDatabase Database => _database!;

    /// <summary>Speaks to the service.</summary>
    internal HttpClient Client { get; private set; } = null!;

    /// <summary>The graph file it looks for.</summary>
    internal string GraphPath { get; } = Path.Combine(Directory.CreateTempSubdirectory("wujin-graph-").FullName, "roads.graph");

    /// <summary>The network in use.</summary>
    internal RoadGraphHolder Holder => _app!.Services.GetRequiredService<RoadGraphHolder>();

    /// <summary>Whether roads are in use from the start.</summary>
    protected virtual bool HasRoads => true;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await FirstStart.LoadReferenceAsync(Database.DataSource, default);
        if (HasRoads)
        {
            await PutToUseAsync(await DemonstrationNetwork.UsualAsync());
        }

        _app = RenewalApplication.Build(
            new ServiceOptions { Home = AppContext.BaseDirectory, Url = new Uri("http://127.0.0.1:0"), LogLevel = LogLevel.Critical, GraphPath = GraphPath }, Database.Register);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(GraphPath)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>As <c>./run roads import</c> does with a graph that is built.</summary>
    internal async Task<long> PutToUseAsync(string graph)
    {
        File.Copy(graph, GraphPath + ".new", overwrite: true);
        return await RoadsImport.PutToUseAsync(GraphPath + ".new", GraphPath, Database.Register, "test", default);
    }

    /// <summary>Executes a process that must succeed.</summary>
    internal async Task<JsonObject> ExecuteAsync(string process, string inputs = "")
    {
        using var response = await PostAsync(process, inputs);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>POST of an execution.</summary>
    internal Task<HttpResponseMessage> PostAsync(string process, string inputs) =>
        Client.PostAsync(new Uri($"/processes/{process}/execution", UriKind.Relative), new StringContent($"{{\"inputs\":{{{inputs}}}}}", Encoding.UTF8, "application/json"));

    /// <summary>GET.</summary>
    internal Task<HttpResponseMessage> GetAsync(string address) => Client.GetAsync(new Uri(address, UriKind.Relative));
}

/// <summary>The same without roads.</summary>
public sealed class RoadlessServices : RoadServices
{
    /// <inheritdoc/>
    protected override bool HasRoads => false;
}
