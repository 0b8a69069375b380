using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Items;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Api.Versions;

/// <summary>A feature as it was at one of its versions. It never changes, so its entity tag is its number.</summary>
internal static class OneVersion
{
    internal static async Task WriteAsync(HttpContext context, CollectionDefinition collection, string code, Representation representation, long version)
    {
        using var buffer = new Utf8Buffer(16 * 1024);
        if (code.Contains('\0', StringComparison.Ordinal) || !await ItemAnswer.AppendAsync(context, collection, code, version, buffer).ConfigureAwait(false))
        {
            var entry = await VersionEndpoints.EntryAsync(context, collection, code, version).ConfigureAwait(false);
            throw ProblemException.NotFound(
                $"Version {version} of '{code}' records that {entry.Actor} deleted it at {SnapshotJson.Instant(entry.RecordedAt)}; version {version - 1} is what was deleted.");
        }

        FeaturePageWriter.AppendLinks(buffer, VersionLinks.OfVersion(context.Request, representation, collection, code));
        buffer.Append((byte)'}');
        if (representation.Format == Format.Html)
        {
            await ItemPages.WriteAsync(context, collection, representation, buffer.Written, version, isPresent: false).ConfigureAwait(false);
            return;
        }

        context.Response.Headers["Content-Crs"] = "<" + CollectionDocument.Crs84 + ">";
        var tag = $"\"{version}-version.{representation.Language.Code()}.{representation.Coding.Name()}\"";
        await DocumentResponse.WriteAsync(context, representation, buffer.Written, MediaTypes.GeoJson, tag).ConfigureAwait(false);
    }
}
