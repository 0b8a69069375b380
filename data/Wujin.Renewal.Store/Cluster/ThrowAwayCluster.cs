namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// A cluster for tests: in a temporary folder, without durability, gone when disposed. What a killed test process leaves
/// behind, server included, the next one removes.
/// </summary>
public sealed class ThrowAwayCluster : IAsyncDisposable
{
    private const string Prefix = "wujin-throwaway-";

    private readonly ClusterFolder _folder;
    private readonly ClusterServer _server;
    private readonly FileLock _owner;
    private readonly ClusterDescription _description;

    private ThrowAwayCluster(ClusterFolder folder, ClusterServer server, FileLock owner, ClusterDescription description)
    {
        _folder = folder;
        _server = server;
        _owner = owner;
        _description = description;
    }

    /// <summary>Npgsql connection string of a database of the cluster, as superuser.</summary>
    /// <param name="database">Its name; null for the empty one called <c>renewal</c>.</param>
    public string ConnectionString(string? database = null) => _description.ConnectionString(database);

    /// <summary>Makes and starts one, after removing what killed processes left.</summary>
    /// <exception cref="ClusterException">There is no PostgreSQL with PostGIS, or it does not start.</exception>
    public static async Task<ThrowAwayCluster> StartAsync(CancellationToken cancellation = default)
    {
        await RemoveAbandonedAsync();
        var options = ClusterOptions.FromEnvironment();
        var account = await ServerAccount.ForThisProcessAsync(options, cancellation);
        var folder = new ClusterFolder(Path.Combine(FileNames.RealPath(Path.GetTempPath()), $"{Prefix}{Guid.NewGuid():N}"));
        await account.CreatePrivateDirectoryAsync(folder.Path, cancellation);
        var owner = FileLock.TryAlone(folder.UsersLock)!;
        var server = new ClusterServer(folder, account, options, ServerSettings.ThrowAway, progress: null);
        try
        {
            return new ThrowAwayCluster(folder, server, owner, await server.EnsureRunningAsync(cancellation));
        }
        catch
        {
            await RemoveAsync(folder, server);
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server without ceremony and deletes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await RemoveAsync(_folder, _server);
        _owner.Dispose();
    }

    /// <summary>Removes every folder whose owner no longer holds its lock.</summary>
    private static async Task RemoveAbandonedAsync()
    {
        foreach (var directory in Directory.EnumerateDirectories(FileNames.RealPath(Path.GetTempPath()), Prefix + "*"))
        {
            try
            {
                var folder = new ClusterFolder(directory);
                // A folder without the file is being made right now.
                using var abandoned = File.Exists(folder.UsersLock) ? FileLock.TryAlone(folder.UsersLock) : null;
                if (abandoned is not null)
                {
                    var options = ClusterOptions.FromEnvironment();
                    var account = await ServerAccount.ForThisProcessAsync(options, CancellationToken.None);
                    await RemoveAsync(folder, new ClusterServer(folder, account, options, ServerSettings.ThrowAway, progress: null));
                }
            }
            catch (Exception error) when (error is UnauthorizedAccessException or IOException)
            {
                // Another user's, or another process is removing it too.
            }
        }
    }

    private static async Task RemoveAsync(ClusterFolder folder, ClusterServer server)
    {
        await server.StopAsync(TimeSpan.FromSeconds(1));
        Directory.Delete(folder.Path, recursive: true);
    }
}
