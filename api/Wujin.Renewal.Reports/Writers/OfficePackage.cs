using System.IO.Compression;
using System.Text;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>An Office Open XML file (ECMA-376) in the making: parts in a zip, with a fixed time stamp so that the same report is the same file.</summary>
internal sealed class OfficePackage : IDisposable
{
    private static readonly DateTimeOffset Stamp = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemoryStream _bytes = new();
    private readonly ZipArchive _zip;

    internal OfficePackage() => _zip = new ZipArchive(_bytes, ZipArchiveMode.Create, leaveOpen: true);

    internal void Text(string path, Action<TextWriter> write)
    {
        using var stream = Entry(path, CompressionLevel.Fastest).Open();
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 64 * 1024);
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        write(writer);
    }

    internal void Text(string path, string xml) => Text(path, writer => writer.Write(xml));

    internal void Bytes(string path, byte[] content)
    {
        using var stream = Entry(path, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }

    internal byte[] Finish()
    {
        _zip.Dispose();
        return _bytes.ToArray();
    }

    public void Dispose()
    {
        _zip.Dispose();
        _bytes.Dispose();
    }

    private ZipArchiveEntry Entry(string path, CompressionLevel level)
    {
        var entry = _zip.CreateEntry(path, level);
        entry.LastWriteTime = Stamp;
        return entry;
    }
}
