using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Wujin.Renewal.Api.Representations;

/// <summary>Absolute addresses of the service as this client reaches it.</summary>
internal static class Addresses
{
    /// <summary><c>http://host:port/base</c>, without a slash at the end.</summary>
    internal static string Root(HttpRequest request) => UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase).TrimEnd('/');

    /// <summary>A path below the root. Segments must be escaped already.</summary>
    internal static string At(HttpRequest request, string path) => Root(request) + path;

    /// <summary>The collection.</summary>
    internal static string Collection(HttpRequest request, string id) => At(request, "/collections/" + id);

    /// <summary>The features of a collection.</summary>
    internal static string Items(HttpRequest request, string id) => At(request, "/collections/" + id + "/items");

    /// <summary>One feature.</summary>
    internal static string Item(HttpRequest request, string id, string code) => Items(request, id) + "/" + Uri.EscapeDataString(code);

    /// <summary>This very request's address.</summary>
    internal static string Self(HttpRequest request) => request.GetEncodedUrl();

    /// <summary>This request's address with one parameter set, or removed by null, and perhaps another removed; the others stay as they are.</summary>
    internal static string With(HttpRequest request, string parameter, string? value, string? without = null)
    {
        var kept = request.Query.Where(p => p.Key != parameter && p.Key != without).SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        var address = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path);
        address = QueryHelpers.AddQueryString(address, kept);
        return value is null ? address : QueryHelpers.AddQueryString(address, parameter, value);
    }

    /// <summary>The links self and alternate of a document: itself, and in the other format.</summary>
    internal static IEnumerable<Link> SelfAndAlternate(HttpRequest request, Representation representation, string jsonType)
    {
        var isHtml = representation.Format == Format.Html;
        yield return new Link(Self(request), "self", isHtml ? MediaTypes.Html : jsonType)
        {
            Hreflang = representation.Language.Tag(),
            Title = representation.Language.Pick("本文档", "This document"),
        };
        yield return new Link(With(request, "f", isHtml ? "json" : "html"), "alternate", isHtml ? jsonType : MediaTypes.Html)
        {
            Hreflang = representation.Language.Tag(),
            Title = isHtml ? representation.Language.Pick("本文档（JSON）", "This document as JSON") : representation.Language.Pick("本文档（网页）", "This document as a page"),
        };
    }
}
