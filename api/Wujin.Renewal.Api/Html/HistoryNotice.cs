using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Html;

/// <summary>Says on the pages about a feature's past, too, that it is made up or schematic.</summary>
internal static class HistoryNotice
{
    /// <summary>The frame with the notices that one of some versions of a feature calls for. Versions that record a deletion call for none.</summary>
    public static async Task<PageFrame> AddAsync(PageFrame frame, HttpContext context, CollectionDefinition collection, string code, params long[] versions)
    {
        var snapshots = context.RequestServices.GetRequiredService<FeatureSnapshots>();
        foreach (var version in versions)
        {
            var snapshot = await snapshots.AtVersionAsync(collection, code, version, context.RequestAborted).ConfigureAwait(false);
            frame = frame with { HasDemo = frame.HasDemo || Is(snapshot, "is_demo"), HasSchematic = frame.HasSchematic || Is(snapshot, "is_schematic") };
        }

        return frame;
    }

    private static bool Is(FeatureSnapshot? snapshot, string property) => snapshot?.Values.GetValueOrDefault(property) is true;
}
