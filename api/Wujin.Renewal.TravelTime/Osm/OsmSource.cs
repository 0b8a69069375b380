using System.IO.Compression;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>A file of OpenStreetMap data, read as often as needed: PBF or XML, either also compressed with gzip. What it is is told by its bytes, not its name.</summary>
internal abstract class OsmSource
{
    private protected OsmSource(string path, bool isGzip)
    {
        Path = path;
        IsGzip = isGzip;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its name, for messages.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    private bool IsGzip { get; }

    /// <summary>Looks what a file is.</summary>
    /// <exception cref="OsmFileException">It is no OpenStreetMap data.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OsmSource Open(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[64];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var isGzip = start[..length] is [0x1F, 0x8B, ..];
        if (isGzip)
        {
            try
            {
                file.Position = 0;
                using var unzipped = new GZipStream(file, CompressionMode.Decompress);
                length = unzipped.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException damaged)
            {
                throw new OsmFileException($"{path} looks like gzip, but does not unpack ({damaged.Message}). Download it again.", damaged);
            }
        }

        var head = start[..length];
        return IsPbf(head) ? new PbfSource(path, isGzip)
            : IsXml(head) ? new XmlSource(path, isGzip)
            : throw new OsmFileException(length == 0
                ? $"{path} is empty. Download it again."
                : $"{path} is neither OSM PBF nor OSM XML (.osm.pbf, .osm, either with .gz). Convert it first, for instance with osmium cat.");
    }

    /// <summary>Reads the elements of some kinds.</summary>
    /// <param name="kinds">Kinds that are wanted; blocks may hold others too.</param>
    /// <param name="work">Done to each block, on any thread.</param>
    /// <param name="take">Takes what came out, on the calling thread, in the order of the file.</param>
    /// <param name="progress">Told the share that is read, 0 to 1.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OsmFileException">The file is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public abstract void Read<T>(OsmKinds kinds, Func<OsmBlock, T> work, Action<T> take, Action<double> progress, CancellationToken cancellation);

    /// <summary>The bytes, unpacked.</summary>
    /// <param name="file">The file itself, to tell how far it is read.</param>
    private protected Stream OpenStream(out FileStream file)
    {
        file = new FileStream(Path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 << 16 });
        return IsGzip ? new LimitedStream(new GZipStream(file, CompressionMode.Decompress), file, Name) : file;
    }

    private static bool IsPbf(ReadOnlySpan<byte> head) => head.Length > 15 && head[0] == 0 && head[1] == 0 && head.IndexOf("OSMHeader"u8) is > 0 and < 16;

    private static bool IsXml(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return head.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }
}
