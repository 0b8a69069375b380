using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Store.Cluster;

namespace Wujin.Renewal.Api.Hosting;

/// <summary>The life of the service: database, web application, "ready", and back.</summary>
internal static class RenewalService
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Runs the service until it is told to stop. Prints <c>ready http://…</c> once requests succeed. On stop, requests under way get 4 s, then
    /// the private cluster 3 s for a fast shutdown: all is over within 10 s.
    /// </summary>
    /// <param name="options">Where and on what.</param>
    /// <param name="output">Gets the one line.</param>
    /// <param name="progress">Gets what takes long.</param>
    /// <param name="stop">Ctrl-C or SIGTERM.</param>
    /// <exception cref="WorkFailedException">The port is in use, or the service does not answer.</exception>
    /// <exception cref="Store.StoreException">There is no usable database, or a service runs on this home already.</exception>
    public static async Task RunAsync(ServiceOptions options, TextWriter output, TextWriter progress, CancellationToken stop)
    {
        using var only = options.DatabaseConnectionString is null ? ServiceLock.Take(options.Home, Address(options)) : null;
        RefuseBusyPort(options);
        try
        {
            await using var database = await OpenDatabase.OpenAsync(options, progress, stop);
            await database.LoadDemonstrationAsync(options, progress, stop);
            await Roads.DemonstrationStart.LoadAsync(options, database.Register, progress, stop);
            await using var app = RenewalApplication.Build(options, database.Register);
            await StartAsync(app, options, stop);
            var url = BoundUrl(app, options);
            await WaitUntilReadyAsync(url, stop);
            await output.WriteLineAsync($"ready {url.GetLeftPart(UriPartial.Authority)}");
            await output.FlushAsync(stop);
            await app.WaitForShutdownAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while starting: everything opened so far is closed again, which is all that was asked for.
        }
    }

    private static string Address(ServiceOptions options) => options.Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Looks before the database is started, so that the answer comes at once.</summary>
    private static void RefuseBusyPort(ServiceOptions options)
    {
        if (!IPAddress.TryParse(options.Url.Host.Trim('[', ']'), out var address))
        {
            return;
        }

        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, options.Url.Port));
        }
        catch (SocketException error)
        {
            throw CannotListen(options, error.SocketErrorCode == SocketError.AddressAlreadyInUse ? "in use" : error.Message, error);
        }
    }

    private static async Task StartAsync(WebApplication app, ServiceOptions options, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException error)
        {
            throw CannotListen(options, error.InnerException is AddressInUseException ? "in use" : error.Message, error);
        }
    }

    private static WorkFailedException CannotListen(ServiceOptions options, string reason, Exception error) =>
        new($"{Address(options)} cannot be served, it is {reason}: stop what listens there, or set WUJIN_URL to another port.", error);

    /// <summary>The URL with the port that the server really took, where 0 asked for any.</summary>
    private static Uri BoundUrl(WebApplication app, ServiceOptions options)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return options.Url.Port == 0 ? new UriBuilder(options.Url) { Port = BindingAddress.Parse(bound).Port }.Uri : options.Url;
    }

    private static async Task WaitUntilReadyAsync(Uri url, CancellationToken stop)
    {
        var host = url.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "127.0.0.1" : url.Host;
        using var client = new HttpClient { BaseAddress = new UriBuilder(url) { Host = host }.Uri, Timeout = ReadyPatience };
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), stop);
            if (!response.IsSuccessStatusCode)
            {
                throw new WorkFailedException($"The service started but is not ready: {await ReadLineAsync(response, stop)}");
            }
        }
        catch (HttpRequestException error)
        {
            throw new WorkFailedException($"The service started but does not answer at {client.BaseAddress}: {error.Message}", error);
        }
    }

    private static async Task<string> ReadLineAsync(HttpResponseMessage response, CancellationToken stop) =>
        (await response.Content.ReadAsStringAsync(stop)).ReplaceLineEndings(" ");
}
