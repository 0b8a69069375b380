namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>What comes out of a compressed file, until it is so much more than went in that it can only be meant to fill the memory.</summary>
/// <param name="unpacked">What comes out.</param>
/// <param name="packed">What goes in.</param>
/// <param name="file">What messages call it.</param>
internal sealed class LimitedStream(Stream unpacked, Stream packed, string file) : Stream
{
    /// <summary>OSM XML shrinks to a tenth or twentieth, PBF not at all.</summary>
    private const int MostTimes = 200;

    private const long AlwaysAllowedBytes = 64 * 1024 * 1024;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = unpacked.Read(buffer);
        }
        catch (InvalidDataException damaged)
        {
            throw new OsmFileException($"{file} is damaged: it does not unpack ({damaged.Message}). Nothing was built. Download it again.", damaged);
        }

        _read += read;
        return _read <= AlwaysAllowedBytes || _read <= packed.Position * MostTimes
            ? read
            : throw new OsmFileException($"{file} unpacks to more than {MostTimes} times its size: that is no map. Nothing was built.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
