using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Testing.Database;

namespace Wujin.Renewal.Integration.Tests.Serving;

/// <summary>
/// The real service on a port of its own, over a database of its own: <c>await using var service = await TestService.StartAsync();</c>.
/// </summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestService(TestDatabase database, WebApplication app)
    {
        Database = database;
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The database behind the service.</summary>
    internal TestDatabase Database { get; }

    /// <summary>Talks to the service from loopback.</summary>
    internal HttpClient Client { get; }

    /// <summary>Starts the service.</summary>
    /// <param name="writeToken">The token that allows writing from elsewhere.</param>
    internal static async Task<TestService> StartAsync(string? writeToken = null)
    {
        var database = await TestDatabase.CreateAsync();
        var options = new ServiceOptions
        {
            Home = Path.GetTempPath(),
            Url = new Uri("http://127.0.0.1:0"),
            DatabaseConnectionString = database.ConnectionString,
            WriteToken = writeToken,
            LogLevel = LogLevel.Error,
        };
        var app = RenewalApplication.Build(options, database.Register);
        await app.StartAsync();
        return new TestService(database, app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
