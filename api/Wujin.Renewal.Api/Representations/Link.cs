namespace Wujin.Renewal.Api.Representations;

/// <summary>A link as documents carry it (RFC 8288; OGC 17-069r4, link.yaml).</summary>
/// <param name="Href">Absolute address.</param>
/// <param name="Rel">Relation.</param>
/// <param name="Type">Media type of what the address answers with.</param>
public sealed record Link(string Href, string Rel, string Type)
{
    /// <summary>Language of what the address answers with.</summary>
    public string? Hreflang { get; init; }

    /// <summary>What the link is, for people.</summary>
    public string? Title { get; init; }
}

/// <summary>Media types of the service.</summary>
internal static class MediaTypes
{
    internal const string Json = "application/json";
    internal const string GeoJson = "application/geo+json";
    internal const string Schema = "application/schema+json";
    internal const string Html = "text/html";
    internal const string VectorTile = "application/vnd.mapbox-vector-tile";
    internal const string TileJson = "application/vnd.mapbox.tile+json";
    internal const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";
}
