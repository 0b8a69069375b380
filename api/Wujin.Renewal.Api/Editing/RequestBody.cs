using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Wujin.Renewal.Api.Problems;

namespace Wujin.Renewal.Api.Editing;

/// <summary>Reads the body of a writing request whole, within limits.</summary>
internal static class RequestBody
{
    /// <summary>The largest body that is taken, bytes.</summary>
    internal const int MaximumBytes = 20 * 1024 * 1024;

    /// <summary>
    /// So much of a body that is too large is read and thrown away, so that a client that sends before it listens gets to hear why; beyond it the
    /// connection is cut.
    /// </summary>
    private const long MaximumDrained = 256L * 1024 * 1024;

    /// <summary>What POST and PUT of features take.</summary>
    internal static readonly string[] FeatureTypes = ["application/geo+json", "application/json"];

    /// <summary>What PATCH takes.</summary>
    internal static readonly string[] PatchTypes = ["application/merge-patch+json"];

    /// <summary>What the stage resource takes.</summary>
    internal static readonly string[] JsonTypes = ["application/json"];

    /// <summary>Reads the body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="types">Media types that are taken.</param>
    /// <exception cref="ProblemException">415 for another media type or coding, 413 for a larger body.</exception>
    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, string[] types)
    {
        CheckType(context, types);
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaximumDrained;
        }

        if (request.ContentLength > MaximumBytes && (request.ContentLength > MaximumDrained || request.Headers.Expect.Count > 0))
        {
            throw TooLarge();
        }

        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 16 * 1024, 0, MaximumBytes));
        var chunk = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var total = 0L;
            int read;
            while ((read = await request.Body.ReadAsync(chunk, context.RequestAborted).ConfigureAwait(false)) > 0)
            {
                total += read;
                if (total <= MaximumBytes)
                {
                    body.Write(chunk, 0, read);
                }
            }

            return total <= MaximumBytes ? JsonScan.WithoutByteOrderMark(body.GetBuffer().AsMemory(0, (int)total)) : throw TooLarge();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static void CheckType(HttpContext context, string[] types)
    {
        var request = context.Request;
        var accepted = string.Join(", ", types);
        context.Response.Headers[HttpMethods.IsPatch(request.Method) ? "Accept-Patch" : "Accept-Post"] = accepted;
        if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding.ToString() is not ("identity" or ""))
        {
            throw Unsupported("Content-Encoding", $"Bodies are taken uncompressed, not as {request.Headers.ContentEncoding}.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !types.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw Unsupported("Content-Type", $"The Content-Type is {(request.ContentType is { Length: > 0 } given ? given : "missing")}; expected {accepted}.");
        }

        if (type.Charset.Length > 0 && !type.Charset.ToString().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported("Content-Type", $"JSON is sent in UTF-8 (RFC 8259), not in {type.Charset}.");
        }

        context.Response.Headers.Remove("Accept-Patch");
        context.Response.Headers.Remove("Accept-Post");
    }

    private static ProblemException TooLarge() => new(
        ProblemTypes.TooLarge, $"The body is larger than {MaximumBytes / 1024 / 1024} MB, the most one feature may take. Whole files are taken by ./run import.");

    private static ProblemException Unsupported(string header, string detail) =>
        new(new Problem(ProblemTypes.UnsupportedMediaType, detail) { Errors = [ProblemError.OfHeader(header, detail)] });
}
