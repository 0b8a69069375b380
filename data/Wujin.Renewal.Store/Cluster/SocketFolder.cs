using System.Security.Cryptography;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// The folder of the Unix socket. The path of a socket has 107 bytes at most, so it cannot lie in a home of any length;
/// it is made anew at each start, with a random name that nobody can occupy beforehand.
/// </summary>
internal static class SocketFolder
{
    private const string Prefix = "/tmp/wujin-";

    /// <summary>Makes one that only the account can enter.</summary>
    public static async Task<string> MakeAsync(ServerAccount account, CancellationToken cancellation)
    {
        var directory = Prefix + RandomNumberGenerator.GetHexString(12, lowercase: true);
        await account.CreatePrivateDirectoryAsync(directory, cancellation);
        return directory;
    }

    /// <summary>Removes one with what a killed server left in it; anything else is left alone.</summary>
    public static void Delete(string? directory)
    {
        if (directory is not null && directory.StartsWith(Prefix, StringComparison.Ordinal) && Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
