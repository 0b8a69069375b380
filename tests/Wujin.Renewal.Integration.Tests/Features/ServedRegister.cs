using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Testing.Database;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>The real application on Kestrel at a port of its own, over a register of its own.</summary>
public class ServedRegister : IAsyncLifetime
{
    private TestDatabase? _database;
    private WebApplication? _app;

    /// <summary>The register, for plain SQL.</summary>
    public NpgsqlDataSource Source => _database!.DataSource;

    /// <summary>The database itself.</summary>
    public TestDatabase Database => _database!;

    /// <summary>Speaks to the service; follows no redirect and decodes nothing.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Cancelled when the test run is.</summary>
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _app = RenewalApplication.Build(
            new ServiceOptions { Home = AppContext.BaseDirectory, Url = new Uri("http://127.0.0.1:0"), LogLevel = LogLevel.Critical }, _database.Register);
        await _app.StartAsync(Cancel);
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(address),
        };
        await FillAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
        await _database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>GET.</summary>
    public Task<HttpResponseMessage> GetAsync(string address, string? accept = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers.Append(("Accept", accept ?? "*/*")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, Cancel);
    }

    /// <summary>GET of a JSON document that must succeed.</summary>
    public async Task<JsonElement> JsonAsync(string address)
    {
        using var response = await GetAsync(address);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>GET of a page that must succeed.</summary>
    public async Task<string> HtmlAsync(string address)
    {
        using var response = await GetAsync(address, "text/html");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>GET that must be refused.</summary>
    public async Task<JsonElement> ProblemAsync(string address, HttpStatusCode status)
    {
        using var response = await GetAsync(address);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == status, $"{address}: {(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Codes of the features of a page, in order.</summary>
    public async Task<List<string>> CodesAsync(string address) => Codes(await JsonAsync(address));

    /// <summary>Codes of the features of a collection, in order.</summary>
    public static List<string> Codes(JsonElement page) =>
        [.. page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];

    /// <summary>The address of a link, or null.</summary>
    public static string? Link(JsonElement document, string relation, string? type = null) => document.GetProperty("links").EnumerateArray()
        .Where(l => l.GetProperty("rel").GetString() == relation && (type is null || l.GetProperty("type").GetString() == type))
        .Select(l => l.GetProperty("href").GetString()).FirstOrDefault();

    /// <summary>Puts in what the tests of a class share.</summary>
    protected virtual Task FillAsync() => Task.CompletedTask;
}

/// <summary>An empty register, served.</summary>
public abstract class ServedTest : IAsyncLifetime
{
    /// <summary>The register and its service.</summary>
    protected ServedRegister Served { get; } = new();

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => Served.InitializeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Served.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
