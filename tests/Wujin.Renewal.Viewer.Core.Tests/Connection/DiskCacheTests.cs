using System.Text;
using Wujin.Renewal.Viewer.Core.Connection;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Connection;

public sealed class DiskCacheTests : IDisposable
{
    private static readonly Uri Address = new("http://localhost/collections");
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("wujin-cache-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_found_as_it_was_whatever_bytes_it_has()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(i => (byte)i), 10, 10];
        new DiskCache(_folder).Keep(Address, new KeptAnswer(body, "W/\"a-b\"", Noon));

        var found = new DiskCache(_folder).Find(Address)!;

        Assert.Equal(body, found.Body);
        Assert.Equal(("W/\"a-b\"", Noon), (found.ETag, found.FetchedAt));
    }

    [Fact]
    public void A_damaged_file_is_as_none()
    {
        var cache = new DiskCache(_folder);
        cache.Keep(Address, new KeptAnswer([1, 2, 3], null, Noon));
        File.WriteAllText(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Single(), "nonsense");

        Assert.Null(cache.Find(Address));
    }

    [Fact]
    public void Over_the_limit_what_was_kept_longest_ago_goes_first()
    {
        var cache = new DiskCache(_folder, limitBytes: 5000);
        for (var i = 0; i < 10; i++)
        {
            var address = new Uri($"http://localhost/{i}");
            cache.Keep(address, new KeptAnswer(Encoding.UTF8.GetBytes(new string('x', 900)), null, Noon));
            var newest = new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).MaxBy(f => f.CreationTimeUtc)!;
            newest.LastWriteTimeUtc = Noon.UtcDateTime.AddMinutes(i);
        }

        cache.Sweep();

        Assert.Null(cache.Find(new Uri("http://localhost/0")));
        Assert.NotNull(cache.Find(new Uri("http://localhost/9")));
        Assert.InRange(new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length), 1, 5000);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_keeps_nothing_and_breaks_nothing()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var cache = new DiskCache(Path.Combine(file, "below"));

        cache.Keep(Address, new KeptAnswer([1], null, Noon));

        Assert.Null(cache.Find(Address));
    }
}
