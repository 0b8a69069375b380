namespace Wujin.Renewal.Store.Cluster;

/// <summary>The folder of one cluster and the names in it.</summary>
/// <param name="Path">Absolute path without links.</param>
internal sealed record ClusterFolder(string Path)
{
    /// <summary>PostgreSQL's data directory.</summary>
    public string Data => In("data");

    /// <summary>Where <c>initdb</c> works; becomes <see cref="Data"/> by a rename when it has finished.</summary>
    public string HalfMade => In("data.new");

    /// <summary>What the server prints.</summary>
    public string Log => In("postgres.log");

    /// <summary>See <see cref="ClusterDescription"/>.</summary>
    public string Description => In("cluster.json");

    /// <summary>Held alone while somebody starts or stops the server.</summary>
    public string TransitionLock => In("transition.lock");

    /// <summary>Held in common by every process that uses the server.</summary>
    public string UsersLock => In("users.lock");

    /// <summary>Whether <c>initdb</c> has finished here.</summary>
    public bool HasData => File.Exists(System.IO.Path.Combine(Data, "PG_VERSION"));

    /// <summary>
    /// The cluster folder of a home: <c>HOME/cluster</c>; or, when the server's account cannot get there (a clone under root's own home),
    /// a folder below <paramref name="elsewhere"/> to which <c>HOME/cluster</c> is then a link.
    /// </summary>
    /// <param name="home">Absolute path of the home, created when missing.</param>
    /// <param name="account">Who will own the folder.</param>
    /// <param name="elsewhere">Such as <c>/var/lib/wujin</c>.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<ClusterFolder> OfHomeAsync(string home, ServerAccount account, string elsewhere, CancellationToken cancellation)
    {
        Directory.CreateDirectory(home);
        var inHome = new DirectoryInfo(System.IO.Path.Combine(home, "cluster"));
        if (inHome.LinkTarget is not null)
        {
            var target = inHome.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            await account.CreatePrivateDirectoryAsync(target, cancellation);
            return new ClusterFolder(target);
        }

        var resolved = FileNames.RealPath(home);
        if (await CanReachAsync(inHome.FullName, account, cancellation))
        {
            return new ClusterFolder(System.IO.Path.Combine(resolved, "cluster"));
        }

        var outside = System.IO.Path.Combine(elsewhere, FileNames.ShortHash(resolved));
        await account.CreatePrivateDirectoryAsync(outside, cancellation);
        Directory.CreateSymbolicLink(inHome.FullName, outside);
        return new ClusterFolder(outside);
    }

    /// <summary>Tries it out with the folder itself, which stays when it can be reached.</summary>
    private static async Task<bool> CanReachAsync(string directory, ServerAccount account, CancellationToken cancellation)
    {
        await account.CreatePrivateDirectoryAsync(directory, cancellation);
        if (await account.CanWriteInAsync(directory, cancellation))
        {
            return true;
        }

        if (Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new ClusterException(
                $"The cluster in {directory} is out of reach for user {account.Name}: let that user enter every folder above it (chmod a+x), then start again.");
        }

        Directory.Delete(directory);
        return false;
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
