using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Reference;
using Wujin.Renewal.Testing.Database;
using Wujin.Renewal.TravelTime.Demonstration;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Storage;
using Wujin.Renewal.Viewer.Core.Connection;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests;

/// <summary>The real service over the reference data, and over made-up roads where a test asks for them.</summary>
public class ServedDistrict : IAsyncLifetime
{
    private WebApplication? _app;

    internal TestDatabase Database { get; private set; } = null!;

    internal Uri Address { get; private set; } = null!;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("wujin-viewer-").FullName;

    protected virtual bool HasRoads => false;

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        await FirstStart.LoadReferenceAsync(Database.DataSource, default);
        var graph = Path.Combine(Folder, "roads.graph");
        if (HasRoads)
        {
            BuildRoads(graph + ".new");
            await RoadsImport.PutToUseAsync(graph + ".new", graph, Database.Register, "test", default);
        }

        _app = RenewalApplication.Build(
            new ServiceOptions { Home = Folder, Url = new Uri("http://127.0.0.1:0"), LogLevel = LogLevel.Critical, GraphPath = graph }, Database.Register);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the service, as a power cut in the office ends it for its users.</summary>
    internal async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>A client that keeps what it reads.</summary>
    internal RenewalApi Connect(string? cache = null, TimeProvider? clock = null, HttpMessageHandler? handler = null) =>
        new(new ServiceConnection(Address, new DiskCache(Path.Combine(Folder, cache ?? Guid.NewGuid().ToString("N"))), handler: handler, clock: clock));

    private static void BuildRoads(string graph)
    {
        using (var stream = new FileStream(graph + ".osm.pbf", FileMode.Create))
        using (var file = new OsmPbfFile(stream))
        {
            DemonstrationRoads.Write(RoadsDemo.Ground(ReferenceData.Load()), DemonstrationRoads.UsualNodes, DemonstrationRoads.UsualSeed, file);
        }

        RoadGraphBuild.Run(graph + ".osm.pbf", graph, ImportOptions.China, GraphBuilding.Indexes, TimeProvider.System);
    }
}

/// <summary>The same with roads.</summary>
public sealed class ServedRoads : ServedDistrict
{
    protected override bool HasRoads => true;
}

/// <summary>Counts what goes over the wire.</summary>
internal sealed class CountingHandler : DelegatingHandler
{
    internal CountingHandler()
        : base(new SocketsHttpHandler())
    {
    }

    internal List<(string Path, HttpStatusCode Status)> Answers { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        lock (Answers)
        {
            Answers.Add((request.RequestUri!.PathAndQuery, response.StatusCode));
        }

        return response;
    }
}
