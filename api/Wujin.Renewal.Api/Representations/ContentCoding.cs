using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Wujin.Renewal.Api.Representations;

/// <summary>How a body is compressed.</summary>
/// <remarks>
/// Negotiated here rather than by the framework's middleware because the coding is part of the entity tag, which must be known before the first
/// byte: two codings of one version are two representations (RFC 9110, section 8.8.3.3).
/// </remarks>
public enum ContentCoding
{
    /// <summary>Not at all.</summary>
    Identity,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>Brotli.</summary>
    Brotli,
}

/// <summary>Spellings and negotiation of <see cref="ContentCoding"/>.</summary>
public static class ContentCodings
{
    /// <summary>Name in headers and entity tags.</summary>
    public static string Name(this ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Brotli => "br",
        _ => "identity",
    };

    /// <summary>The coding that Accept-Encoding prefers; at equal preference Brotli, then gzip.</summary>
    internal static ContentCoding Negotiate(StringValues acceptEncoding)
    {
        if (StringValues.IsNullOrEmpty(acceptEncoding) || !StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted))
        {
            return ContentCoding.Identity;
        }

        double Quality(string name) =>
            (accepted.FirstOrDefault(a => a.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(a => a.Value == "*")) is { } entry
                ? entry.Quality ?? 1
                : 0;

        var (brotli, gzip) = (Quality("br"), Quality("gzip"));
        return brotli > 0 && brotli >= gzip ? ContentCoding.Brotli : gzip > 0 ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    /// <summary>Wraps a stream so that what is written comes out compressed; disposing the wrapper ends the coding and leaves the stream open.</summary>
    internal static Stream Encode(this ContentCoding coding, Stream body) => coding switch
    {
        ContentCoding.Gzip => new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true),
        // Level 4 is about as fast as gzip's fastest and a third smaller on GeoJSON; the default of 11 takes seconds a page.
        ContentCoding.Brotli => new BrotliStream(body, new BrotliCompressionOptions { Quality = 4 }, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "Identity needs no wrapper."),
    };
}
