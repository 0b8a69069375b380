using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Api.Representations;

/// <summary>Entity tags: <c>"&lt;version&gt;-&lt;representation&gt;"</c> for a feature, a digest for everything else.</summary>
public static class EntityTag
{
    /// <summary>Part of every tag of a page or a document, so that a new release of the service never matches tags of an old one.</summary>
    private static readonly string Release = typeof(EntityTag).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    /// <summary>The tag of a feature as GeoJSON: <c>"3-geojson.crs84.identity"</c>.</summary>
    /// <param name="version">Version of the feature.</param>
    /// <param name="coding">How the body is compressed.</param>
    /// <param name="system">What its coordinates are in; null for CRS84.</param>
    public static string OfFeature(long version, ContentCoding coding, CoordinateSystem? system = null) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}-geojson.{(system?.Srid is { } srid ? "epsg" + srid.ToString(CultureInfo.InvariantCulture) : "crs84")}.{coding.Name()}\"");

    /// <summary>The tag of a feature as a page; weak, because pages carry text that no version counts.</summary>
    /// <param name="version">Version of the feature.</param>
    /// <param name="representation">Language and compression.</param>
    /// <param name="state">The state of the database, for what stands around the feature: the towns, its history.</param>
    internal static string OfPage(long version, Representation representation, string? state) => string.Create(
        CultureInfo.InvariantCulture,
        $"W/\"{version}-html.{representation.Language.Code()}.{representation.Coding.Name()}.{(state is null ? Guid.NewGuid().ToString("N") : Digest(Encoding.UTF8.GetBytes(state + Release)))}\"");

    /// <summary>The tag of what a query finds while the database is in a state; weak, because each answer carries its own time stamp.</summary>
    internal static string OfState(string state, Representation representation) =>
        $"W/\"{Digest(Encoding.UTF8.GetBytes(state + Release))}-{Suffix(representation)}\"";

    /// <summary>The tag of a document by its content before compression.</summary>
    internal static string OfContent(ReadOnlySpan<byte> content, Representation representation) => $"\"{Digest(content)}-{Suffix(representation)}\"";

    /// <summary>The version that a feature's tag names; works for every representation.</summary>
    /// <param name="tag">A tag as sent in If-Match, quotes included.</param>
    /// <param name="version">The version.</param>
    /// <returns>False when this is not a tag of a feature.</returns>
    public static bool TryReadVersion(string tag, out long version)
    {
        version = 0;
        var text = tag.AsSpan().Trim();
        if (text.StartsWith("W/"))
        {
            text = text[2..];
        }

        if (text.Length < 3 || text[0] != '"' || text[^1] != '"')
        {
            return false;
        }

        text = text[1..^1];
        var dash = text.IndexOf('-');
        return long.TryParse(dash < 0 ? text : text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out version) && version > 0;
    }

    /// <summary>Whether If-None-Match names a tag (weak comparison, RFC 9110, section 8.8.3.2), so that 304 is the answer.</summary>
    internal static bool IsKnownToClient(HttpRequest request, string tag)
    {
        if (request.Headers.IfNoneMatch.Count == 0)
        {
            return false;
        }

        var current = EntityTagHeaderValue.Parse(tag);
        return new RequestHeaders(request.Headers).IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(current, useStrongComparison: false));
    }

    private static string Suffix(Representation representation) =>
        $"{(representation.Format == Format.Html ? "html" : "json")}.{representation.Language.Code()}.{representation.Coding.Name()}";

    private static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));
}
