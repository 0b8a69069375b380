using System.Diagnostics;

namespace Wujin.Renewal.Integration.Tests.Cluster;

/// <summary>A home for a cluster under test: its path has a space and Chinese characters, and every account can get there.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wujin-home-");

    public TemporaryHome()
    {
        File.SetUnixFileMode(_root.FullName, Everybody);
        Path = System.IO.Path.Combine(_root.FullName, "武进 更新");
        Directory.CreateDirectory(Path);
        File.SetUnixFileMode(Path, Everybody);
    }

    /// <summary>Read and enter for all, write for the owner.</summary>
    public static UnixFileMode Everybody { get; } = Enum.GetValues<UnixFileMode>()
        .Where(mode => mode is not (UnixFileMode.GroupWrite or UnixFileMode.OtherWrite or UnixFileMode.SetGroup or UnixFileMode.SetUser or UnixFileMode.StickyBit))
        .Aggregate((one, other) => one | other);

    /// <summary>WUJIN_HOME.</summary>
    public string Path { get; }

    /// <summary>PostgreSQL's data directory in it.</summary>
    public string Data => System.IO.Path.Combine(Path, "cluster", "data");

    /// <summary>Starts a program that does nothing for ten minutes, as the account that runs the server.</summary>
    public static Process StartIdler() => Environment.IsPrivilegedProcess
        ? Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "sleep", "600"])
        : Process.Start("sleep", ["600"]);

    public void Dispose() => _root.Delete(recursive: true);
}
