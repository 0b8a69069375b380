using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>A tile in one coding, ready to be sent.</summary>
/// <param name="Coding">How it is compressed.</param>
/// <param name="Bytes">The body.</param>
/// <param name="EntityTag">Its tag.</param>
internal sealed record TileBody(ContentCoding Coding, byte[] Bytes, StringValues EntityTag);

/// <summary>
/// A tile, and its compressed forms once somebody asked for them. The tag is made of the content: the same in every process, and the same again when a
/// change is undone.
/// </summary>
internal sealed class Tile
{
    /// <summary>Below this many bytes compression gains nothing.</summary>
    private const int SmallestWorthCompressing = 512;

    private readonly string _digest;
    private readonly TileBody _plain;
    private TileBody? _gzip;
    private TileBody? _brotli;

    internal Tile(byte[] content)
    {
        _digest = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));
        _plain = Make(ContentCoding.Identity, content);
    }

    /// <summary>Whether nothing is drawn in the tile.</summary>
    internal bool IsEmpty => _plain.Bytes.Length == 0;

    /// <summary>Bytes it occupies, about.</summary>
    internal int Size => 512 + _plain.Bytes.Length + (_gzip?.Bytes.Length ?? 0) + (_brotli?.Bytes.Length ?? 0);

    /// <summary>The tile in a coding; compressed when first asked for, tiny ones not at all.</summary>
    internal TileBody In(ContentCoding coding) => _plain.Bytes.Length < SmallestWorthCompressing ? _plain : coding switch
    {
        ContentCoding.Gzip => _gzip ??= Make(coding, Compress(coding)),
        ContentCoding.Brotli => _brotli ??= Make(coding, Compress(coding)),
        _ => _plain,
    };

    private TileBody Make(ContentCoding coding, byte[] bytes) => new(coding, bytes, $"\"{_digest}-mvt.{coding.Name()}\"");

    /// <remarks>Better than what a page is compressed with: it is done once and sent many times.</remarks>
    private byte[] Compress(ContentCoding coding)
    {
        using var compressed = new MemoryStream(_plain.Bytes.Length / 2);
        using (Stream encoder = coding == ContentCoding.Gzip
            ? new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)
            : new BrotliStream(compressed, new BrotliCompressionOptions { Quality = 5 }, leaveOpen: true))
        {
            encoder.Write(_plain.Bytes);
        }

        return compressed.ToArray();
    }
}
