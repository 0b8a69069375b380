using System.Security.Cryptography;
using System.Text;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>Paths as the operating system compares them.</summary>
internal static class FileNames
{
    /// <summary>The path with every link in it followed, as <c>/proc/PID/cwd</c> shows it; the path must exist.</summary>
    public static string RealPath(string path)
    {
        var real = "/";
        foreach (var part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            var info = new DirectoryInfo(real);
            if (info.LinkTarget is not null)
            {
                real = RealPath(info.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
            }
        }

        return real;
    }

    /// <summary>Twelve hexadecimal digits that stand for a path.</summary>
    public static string ShortHash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
