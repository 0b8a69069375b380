using System.Text.Json;
using Wujin.Renewal.Api.Items;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Api.Html;

/// <summary>The towns, for maps and for lists to choose from; read once per state of the database.</summary>
/// <param name="store">Where they are.</param>
public sealed class Towns(FeatureStore store)
{
    /// <summary>More than this are no background of a small map.</summary>
    private const int Most = 200;

    private volatile Known? _known;

    private sealed record Known(string State, IReadOnlyList<ShownFeature> Towns);

    /// <summary>The towns in the order in which they were recorded.</summary>
    /// <param name="state">The state read at the start of the request, or null where it has no name.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<IReadOnlyList<ShownFeature>> ReadAsync(string? state, CancellationToken cancellation)
    {
        if (state is not null && _known is { } known && known.State == state)
        {
            return known.Towns;
        }

        var towns = await ShownFeatures.ReadAsync(store, new FeatureQuery { Collection = RegisterCatalogue.Towns, Limit = Most }, cancellation).ConfigureAwait(false);
        _known = state is null ? null : new Known(state, towns.Features);
        return towns.Features;
    }
}

/// <summary>Features read for pages.</summary>
internal static class ShownFeatures
{
    /// <summary>Reads a page of features, and where the next one starts where there is one.</summary>
    internal static async Task<(IReadOnlyList<ShownFeature> Features, PageEnd? NextAfter)> ReadAsync(FeatureStore store, FeatureQuery query, CancellationToken cancellation)
    {
        using var buffer = new Utf8Buffer(64 * 1024);
        PageEnd? nextAfter;
        var rows = await store.StartAsync(query, cancellation).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            (_, nextAfter) = await FeaturePageWriter.WriteFeaturesAsync(rows, query, buffer, passOn: null, cancellation).ConfigureAwait(false);
        }

        buffer.Append("]}"u8);
        using var json = JsonDocument.Parse(buffer.Written);
        // A clone outlives the document and the buffer.
        var features = json.RootElement.GetProperty("features").Clone();
        return ([.. features.EnumerateArray().Select(f => new ShownFeature(f))], nextAfter);
    }
}
