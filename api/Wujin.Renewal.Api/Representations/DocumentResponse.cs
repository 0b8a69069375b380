using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using RazorSlices;

namespace Wujin.Renewal.Api.Representations;

/// <summary>Sends documents that fit in memory: with entity tag, 304, compression, and the length said beforehand.</summary>
internal static class DocumentResponse
{
    /// <summary>Below this many bytes compression gains nothing.</summary>
    private const int SmallestWorthCompressing = 512;

    /// <summary>Escapes what HTML must have escaped; the framework's default would spell every Chinese character as a number.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Sends an object as JSON.</summary>
    internal static Task WriteJsonAsync<T>(HttpContext context, Representation representation, T document, string mediaType = MediaTypes.Json, string? entityTag = null) =>
        WriteAsync(context, representation, JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Reflected), mediaType, entityTag);

    /// <summary>Pages are self-contained: whatever text a feature carries, nothing of it may run or load.</summary>
    private const string StrictPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Renders and sends a page, under the strictest policy unless another is given.</summary>
    internal static async Task WriteHtmlAsync(HttpContext context, Representation representation, RazorSlice page, string? entityTag = null, string policy = StrictPolicy)
    {
        using var rendered = new MemoryStream();
        await page.RenderAsync(rendered, Encoder, context.RequestAborted).ConfigureAwait(false);
        page.Dispose();
        context.Response.Headers.ContentSecurityPolicy = policy;
        await WriteAsync(context, representation, rendered.ToArray(), "text/html; charset=utf-8", entityTag).ConfigureAwait(false);
    }

    /// <summary>Sends bytes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="representation">Language and compression.</param>
    /// <param name="content">The document before compression.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="entityTag">Its tag; by its content where not given.</param>
    internal static async Task WriteAsync(HttpContext context, Representation representation, ReadOnlyMemory<byte> content, string contentType, string? entityTag = null)
    {
        representation = ForLength(representation, content.Length);
        var response = context.Response;
        response.Headers.Vary = Representation.Vary;
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            var tag = entityTag ?? EntityTag.OfContent(content.Span, representation);
            response.Headers.ETag = tag;
            if (EntityTag.IsKnownToClient(context.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.ContentType = contentType;
        response.Headers.ContentLanguage = representation.Language.Tag();
        if (representation.Coding != ContentCoding.Identity)
        {
            content = await CompressAsync(content, representation.Coding).ConfigureAwait(false);
            response.Headers.ContentEncoding = representation.Coding.Name();
        }

        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>The representation a document of this length really goes out in: tiny ones are not compressed.</summary>
    internal static Representation ForLength(Representation representation, int bytes) =>
        bytes < SmallestWorthCompressing ? representation with { Coding = ContentCoding.Identity } : representation;

    private static async Task<ReadOnlyMemory<byte>> CompressAsync(ReadOnlyMemory<byte> content, ContentCoding coding)
    {
        using var compressed = new MemoryStream(content.Length / 4);
        var encoder = coding.Encode(compressed);
        await using (encoder.ConfigureAwait(false))
        {
            await encoder.WriteAsync(content).ConfigureAwait(false);
        }

        return compressed.ToArray();
    }
}
