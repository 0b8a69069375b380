namespace Wujin.Renewal.Store.Cluster;

/// <summary>Lets one service at a time run on a home. The kernel frees it when the service ends, however it ends.</summary>
public sealed class ServiceLock : IDisposable
{
    private readonly FileLock _lock;

    private ServiceLock(FileLock held) => _lock = held;

    /// <summary>Takes the lock <c>service.lock</c> of a home, and notes in <c>service.pid</c> beside it who holds it.</summary>
    /// <param name="home">Folder of the installation; created when missing.</param>
    /// <param name="url">Where the service will listen, for the message to a second one.</param>
    /// <exception cref="ClusterException">A service runs on this home already, or the home cannot be written.</exception>
    public static ServiceLock Take(string home, string url)
    {
        // Not in the lock file itself: .NET locks whatever it opens, for reading too.
        var holder = Path.Combine(home, "service.pid");
        try
        {
            Directory.CreateDirectory(home);
            if (FileLock.TryAlone(Path.Combine(home, "service.lock")) is { } held)
            {
                File.WriteAllText(holder, $"process {Environment.ProcessId}, {url}");
                return new ServiceLock(held);
            }

            throw new ClusterException(
                $"A service is already running on {home} ({File.ReadAllText(holder)}): stop it, or give this one its own WUJIN_HOME and WUJIN_URL.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"{home} cannot be written: {error.Message} Own that folder, or set WUJIN_HOME.", error);
        }
    }

    /// <summary>Frees the lock.</summary>
    public void Dispose() => _lock.Dispose();
}
