namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// The PostgreSQL cluster of one home (<c>WUJIN_HOME</c>), shared by all processes that work on it: the first to open it starts the server,
/// the last to dispose it stops it. A process that is killed counts as gone; a server that outlived its process is adopted by the next.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    /// <summary>Where clusters go whose home the server's account cannot reach.</summary>
    private const string Elsewhere = "/var/lib/wujin";

    private static readonly TimeSpan TransitionPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan FastShutdownPatience = TimeSpan.FromSeconds(3);

    private readonly ClusterFolder _folder;
    private readonly ClusterServer _server;
    private readonly FileLock _use;
    private bool _isDisposed;

    private PrivateCluster(ClusterFolder folder, ClusterServer server, FileLock use, ClusterDescription description)
    {
        _folder = folder;
        _server = server;
        _use = use;
        ConnectionString = description.ConnectionString();
        Port = description.Port;
    }

    /// <summary>Npgsql connection string of the register's database, over the Unix socket. Contains the password.</summary>
    public string ConnectionString { get; }

    /// <summary>TCP port on 127.0.0.1, for programs that cannot use the Unix socket.</summary>
    public int Port { get; }

    /// <summary>Absolute path of the folder that holds the cluster.</summary>
    public string Directory => _folder.Path;

    /// <summary>Whether the server ran already.</summary>
    public bool IsAdopted => _server.IsAdopted;

    /// <summary>Opens the cluster of a home, making it when there is none and starting the server when it does not run.</summary>
    /// <param name="home">Folder of the installation, absolute or relative to the working directory; created when missing.</param>
    /// <param name="options">Where PostgreSQL is and who runs it.</param>
    /// <param name="progress">Told in one line what takes long (a first start); null for silence.</param>
    /// <param name="cancellation">Gives up; a server that was just started is stopped.</param>
    /// <exception cref="ClusterException">It cannot be had; the message says why and what to do.</exception>
    public static async Task<PrivateCluster> OpenAsync(
        string home, ClusterOptions options, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        home = Path.GetFullPath(home);
        try
        {
            var account = await ServerAccount.ForThisProcessAsync(options, cancellation);
            var folder = await ClusterFolder.OfHomeAsync(home, account, Elsewhere, cancellation);
            return await OpenAsync(folder, new ClusterServer(folder, account, options, ServerSettings.Durable, progress), cancellation);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new ClusterException($"No cluster can be kept in {home}: {error.Message.ReplaceLineEndings(" ")} Own that folder, or set WUJIN_HOME.", error);
        }
    }

    private static async Task<PrivateCluster> OpenAsync(ClusterFolder folder, ClusterServer server, CancellationToken cancellation)
    {
        using var transition = await FileLock.WaitAloneAsync(folder.TransitionLock, TransitionPatience, cancellation);
        var use = FileLock.TryShared(folder.UsersLock)
            ?? throw new ClusterException($"{folder.UsersLock} is locked by a program that is not part of this one: see which (fuser -v) and end it.");
        try
        {
            return new PrivateCluster(folder, server, use, await server.EnsureRunningAsync(cancellation));
        }
        catch
        {
            use.Dispose();
            await StopIfUnusedAsync(folder, server);
            throw;
        }
    }

    /// <summary>Stops the server when nobody else uses it: a fast shutdown, after 3 s an immediate one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        using var transition = await FileLock.WaitAloneAsync(_folder.TransitionLock, TransitionPatience, CancellationToken.None);
        _use.Dispose();
        await StopIfUnusedAsync(_folder, _server);
    }

    private static async Task StopIfUnusedAsync(ClusterFolder folder, ClusterServer server)
    {
        using var alone = FileLock.TryAlone(folder.UsersLock);
        if (alone is not null)
        {
            await server.StopAsync(FastShutdownPatience);
        }
    }
}
