using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Wujin.Renewal.Viewer.Core.Connection;

/// <summary>An answer that was kept.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="ETag">Its entity tag; null where it had none.</param>
/// <param name="FetchedAt">When the service last said that it holds.</param>
internal sealed record KeptAnswer(byte[] Body, string? ETag, DateTimeOffset FetchedAt);

/// <summary>
/// What services answered, kept on disk so that the viewer can be read without them. A file an address: two header lines (when, entity tag),
/// then the body. Files are written beside and renamed, so a crash leaves the old one or the new one; a file that cannot be read is as none.
/// </summary>
/// <remarks>Over the limit, what was used longest ago goes first. Any number of threads.</remarks>
internal sealed class DiskCache(string folder, long limitBytes = 512L << 20)
{
    private const int SweepEvery = 200;

    private int _writes;

    /// <summary>Where the files are.</summary>
    public string Folder { get; } = folder;

    /// <summary>What is kept for an address; null for nothing.</summary>
    public KeptAnswer? Find(Uri address)
    {
        try
        {
            var path = PathOf(address);
            if (!File.Exists(path))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            var first = Array.IndexOf(bytes, (byte)'\n');
            var second = first < 0 ? -1 : Array.IndexOf(bytes, (byte)'\n', first + 1);
            if (second < 0 || !DateTimeOffset.TryParse(Encoding.UTF8.GetString(bytes, 0, first), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at))
            {
                return null;
            }

            var tag = Encoding.UTF8.GetString(bytes, first + 1, second - first - 1);
            return new KeptAnswer(bytes[(second + 1)..], tag.Length == 0 ? null : tag, at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer. A disk that is full or read-only keeps nothing, and nobody is troubled with it.</summary>
    public void Keep(Uri address, KeptAnswer answer)
    {
        try
        {
            var path = PathOf(address);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var beside = path + "." + Guid.NewGuid().ToString("N")[..8];
            using (var file = File.Create(beside))
            {
                file.Write(Encoding.UTF8.GetBytes(answer.FetchedAt.ToString("O", CultureInfo.InvariantCulture) + "\n" + answer.ETag + "\n"));
                file.Write(answer.Body);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        if (Interlocked.Increment(ref _writes) % SweepEvery == 0)
        {
            Sweep();
        }
    }

    /// <summary>Removes what was used longest ago until the rest fits.</summary>
    public void Sweep()
    {
        try
        {
            var kept = 0L;
            foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderByDescending(f => f.LastWriteTimeUtc).ToList())
            {
                kept += file.Length;
                if (kept > limitBytes)
                {
                    file.Delete();
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next sweep tries again.
        }
    }

    private string PathOf(Uri address)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)).AsSpan(0, 16));
        return Path.Combine(Folder, name[..2], name[2..]);
    }
}
