namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// An advisory lock on a file (<c>flock</c>, which .NET takes by <see cref="FileShare"/>): the kernel frees it when its holder ends, however it ends.
/// </summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>EAGAIN on Linux, the HResult of an open that a lock of somebody else refuses.</summary>
    private const int WouldBlock = 11;

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock for this holder alone; null when anybody else has it.</summary>
    public static FileLock? TryAlone(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes the lock in common with others; null when somebody has it alone.</summary>
    public static FileLock? TryShared(string path)
    {
        if (!File.Exists(path))
        {
            TryAlone(path)?.Dispose();
        }

        return TryOpen(path, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">File to lock, created when missing.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ClusterException">Somebody else kept it all the time.</exception>
    public static async Task<FileLock> WaitAloneAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        var giveUp = DateTime.UtcNow + patience;
        while (true)
        {
            if (TryAlone(path) is { } held)
            {
                return held;
            }

            if (DateTime.UtcNow > giveUp)
            {
                throw new ClusterException(
                    $"Another process has been starting or stopping this cluster for {patience.TotalSeconds:0} s: see who holds {path} (fuser -v), end it, then try again.");
            }

            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>Frees the lock.</summary>
    public void Dispose() => _file.Dispose();

    private static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException error) when (error.HResult == WouldBlock)
        {
            return null;
        }
    }
}
