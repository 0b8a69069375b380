using Microsoft.Net.Http.Headers;
using Wujin.Renewal.Api.Problems;

namespace Wujin.Renewal.Api.Representations;

/// <summary>The two kinds of document every resource comes as.</summary>
public enum Format
{
    /// <summary>JSON: GeoJSON for features, OpenAPI for the definition, plain JSON else.</summary>
    Json,

    /// <summary>A page.</summary>
    Html,
}

/// <summary>In which form a resource is sent.</summary>
/// <param name="Format">Kind of document, by <c>f</c> or else by Accept.</param>
/// <param name="Language">Language of its texts, by <c>lang</c> or else by Accept-Language.</param>
/// <param name="Coding">Compression, by Accept-Encoding.</param>
public sealed record Representation(Format Format, Language Language, ContentCoding Coding)
{
    /// <summary>What a response depends on besides the address.</summary>
    public const string Vary = "Accept, Accept-Encoding, Accept-Language";

    private static readonly string[] JsonTypes =
        ["application/geo+json", "application/json", "application/vnd.oai.openapi+json", "application/openapi+json", "application/schema+json", "application/problem+json"];

    /// <summary>Whether the client would rather have a page; never an error.</summary>
    internal static bool PrefersHtml(HttpRequest request) => request.Query["f"].ToString() switch
    {
        "html" => true,
        "json" => false,
        _ => Choose(request) == Format.Html,
    };

    /// <summary>A representation for answers that must be given whatever the client accepts.</summary>
    internal static Representation Lenient(HttpRequest request, Format format) => new(
        format,
        request.Query["lang"].ToString() switch
        {
            "zh" => Language.Chinese,
            "en" => Language.English,
            _ => Languages.Negotiate(request.GetTypedHeaders()),
        },
        ContentCodings.Negotiate(request.Headers.AcceptEncoding));

    /// <summary>What Accept prefers, JSON at equal preference; null where it rules out both.</summary>
    internal static Format? Choose(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return Format.Json;
        }

        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return Format.Json;
        }

        var json = JsonTypes.Max(type => Quality(accepted, type));
        var html = Quality(accepted, "text/html");
        return json == 0 && html == 0 ? null : html > json ? Format.Html : Format.Json;
    }

    /// <summary>Whether Accept leaves one of some types.</summary>
    internal static bool IsAccepted(HttpRequest request, IEnumerable<string> types) =>
        request.GetTypedHeaders().Accept is not { Count: > 0 } accepted || types.Any(type => Quality(accepted, type) > 0);

    /// <summary>406.</summary>
    internal static ProblemException NotAcceptable() =>
        new(ProblemTypes.NotAcceptable, "This resource comes as JSON (application/json, application/geo+json) and as text/html.");

    /// <remarks>The most specific range decides (RFC 9110, section 12.5.1): exact before type/*, before */*.</remarks>
    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type)
    {
        var family = type[..type.IndexOf('/', StringComparison.Ordinal)];
        var (specificity, quality) = (0, 0.0);
        foreach (var range in accepted)
        {
            var rank = range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 3
                : range.MatchesAllSubTypes && range.Type.Equals(family, StringComparison.OrdinalIgnoreCase) ? 2
                : range.MatchesAllTypes ? 1 : 0;
            if (rank > specificity)
            {
                (specificity, quality) = (rank, range.Quality ?? 1);
            }
        }

        return quality;
    }
}
