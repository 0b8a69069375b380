using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Html;

/// <summary>A colour of a map and what it stands for.</summary>
/// <param name="Mark">Class of the colour.</param>
/// <param name="Title">What it stands for.</param>
/// <param name="Count">How many features have it.</param>
public sealed record LegendEntry(string Mark, string Title, int Count);

/// <summary>The legend of a map: stages of sites, types of constraint areas.</summary>
internal static class Legend
{
    /// <summary>The colours that occur, in the order of the code list; none where features have no colours of their own.</summary>
    internal static IReadOnlyList<LegendEntry> Of(PageFrame frame, CollectionDefinition collection, IReadOnlyList<ShownFeature> features)
    {
        var codes = (collection.Find("stage") ?? collection.Find("type"))?.Codes;
        return codes is null ? [] :
        [
            .. codes.Entries.Select(e => new LegendEntry(e.Code, frame.T(e.TitleZh, e.TitleEn), features.Count(f => f.Mark == e.Code))).Where(e => e.Count > 0),
        ];
    }
}
