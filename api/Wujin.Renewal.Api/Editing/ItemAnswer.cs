using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Items;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.GeoJson;
using Wujin.Renewal.Store.Versions;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// Answers a write with the feature as that very write left it, read from the history, so that entity tag and body belong together even when
/// somebody else has written since.
/// </summary>
internal static class ItemAnswer
{
    /// <summary>Writes the answer; with <c>Prefer: return=minimal</c> (RFC 7240) without the feature.</summary>
    internal static async Task WriteAsync(HttpContext context, CollectionDefinition collection, string code, long version, int status)
    {
        var (request, response) = (context.Request, context.Response);
        var representation = Representation.Lenient(request, Format.Json);
        var tag = EntityTag.OfFeature(version, representation.Coding);
        response.Headers.ETag = tag;
        if (status == StatusCodes.Status201Created)
        {
            response.Headers.Location = Addresses.Item(request, collection.Id, code);
        }

        if (request.Headers["Prefer"].ToString().Contains("return=minimal", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers["Preference-Applied"] = "return=minimal";
            response.StatusCode = status == StatusCodes.Status201Created ? status : StatusCodes.Status204NoContent;
            return;
        }

        using var buffer = new Utf8Buffer(16 * 1024);
        await AppendAsync(context, collection, code, version, buffer).ConfigureAwait(false);
        FeaturePageWriter.AppendLinks(buffer, ItemLinks.Of(request, representation, collection, code));
        buffer.Append((byte)'}');

        response.StatusCode = status;
        response.Headers.ContentLocation = Addresses.Item(request, collection.Id, code);
        response.Headers["Content-Crs"] = "<" + CollectionDocument.Crs84 + ">";
        // A condition of the write is not one of its answer.
        request.Headers.IfNoneMatch = default;
        await DocumentResponse.WriteAsync(context, representation, buffer.Written, MediaTypes.GeoJson, tag).ConfigureAwait(false);
    }

    /// <summary>Appends one version of a feature but for its closing brace.</summary>
    /// <returns>False where there is no such version, or where it records a deletion.</returns>
    internal static async Task<bool> AppendAsync(HttpContext context, CollectionDefinition collection, string code, long version, Utf8Buffer buffer)
    {
        var versions = context.RequestServices.GetRequiredService<VersionStore>();
        var rows = await versions.StartAsync(collection, code, version, context.RequestAborted).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            if (!await rows.ReadAsync(context.RequestAborted).ConfigureAwait(false))
            {
                return false;
            }

            FeatureJson.Of(collection).AppendOpenFeature(buffer, rows.Current);
            await rows.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            return true;
        }
    }
}
