using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Api.Items;

/// <summary>Writes rows as a GeoJSON FeatureCollection.</summary>
internal static class FeaturePageWriter
{
    /// <summary>Opens the collection, writes the features and closes the array.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="query">The query they come from: its collection and its limit.</param>
    /// <param name="buffer">Where to write.</param>
    /// <param name="passOn">Called after every feature; sends the buffer on when it is full.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <returns>How many features were written, and where the next page starts where there is one.</returns>
    internal static async Task<(int Count, PageEnd? NextAfter)> WriteFeaturesAsync(
        FeatureRows rows, FeatureQuery query, Utf8Buffer buffer, Func<CancellationToken, ValueTask>? passOn, CancellationToken cancellation)
    {
        var writer = FeatureJson.Of(query);
        var (count, last, sortValues) = (0, 0L, (IReadOnlyList<string?>)[]);
        buffer.Append("{\"type\":\"FeatureCollection\",\"features\":["u8);
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (count == query.Limit)
            {
                await rows.ReadAsync(cancellation).ConfigureAwait(false);
                return (count, new PageEnd(last, sortValues));
            }

            buffer.Append(count == 0 ? "\n"u8 : ",\n"u8);
            last = writer.AppendOpenFeature(buffer, rows.Current).Key;
            buffer.Append((byte)'}');
            if (++count == query.Limit)
            {
                sortValues = writer.SortValues(rows.Current);
            }

            if (passOn is not null)
            {
                await passOn(cancellation).ConfigureAwait(false);
            }
        }

        return (count, null);
    }

    /// <summary>Writes the members after the features and closes the object.</summary>
    internal static void AppendTail(Utf8Buffer buffer, DateTimeOffset now, long? matched, long returned, IEnumerable<Link> links)
    {
        buffer.Append("\n]"u8);
        if (matched is { } number)
        {
            buffer.Append(",\"numberMatched\":"u8);
            buffer.AppendInteger(number);
        }

        buffer.Append(",\"numberReturned\":"u8);
        buffer.AppendInteger(returned);
        buffer.Append(",\"timeStamp\":"u8);
        buffer.AppendString(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        AppendLinks(buffer, links);
        buffer.Append((byte)'}');
    }

    /// <summary>Writes <c>,"links":[…]</c>.</summary>
    internal static void AppendLinks(Utf8Buffer buffer, IEnumerable<Link> links)
    {
        buffer.Append(",\"links\":"u8);
        buffer.Append(JsonSerializer.SerializeToUtf8Bytes(links, ApiJson.Reflected));
    }

    /// <summary>The links of a page.</summary>
    internal static IEnumerable<Link> LinksOf(HttpRequest request, Representation representation, FeatureQuery query, PageEnd? nextAfter)
    {
        var (collection, language) = (query.Collection, representation.Language);
        foreach (var link in Addresses.SelfAndAlternate(request, representation, MediaTypes.GeoJson))
        {
            yield return link;
        }

        if (nextAfter is { } end)
        {
            var type = representation.Format == Format.Html ? MediaTypes.Html : MediaTypes.GeoJson;
            yield return new Link(Addresses.With(request, "cursor", Cursor.Write(end, query.Sort), without: "offset"), "next", type) { Title = language.Pick("下一页", "Next page") };
        }

        yield return new Link(Addresses.Collection(request, collection.Id), "collection", MediaTypes.Json) { Title = language.Pick(collection.TitleZh, collection.TitleEn) };
    }
}
