using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Stages;

namespace Wujin.Renewal.Api.Stages;

/// <summary>A stage with its labels.</summary>
/// <param name="Stage">The code.</param>
/// <param name="TitleZh">Chinese label.</param>
/// <param name="TitleEn">English label.</param>
public sealed record StageChoice(
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("title_zh")] string TitleZh,
    [property: JsonPropertyName("title_en")] string TitleEn)
{
    internal static StageChoice Of(string code)
    {
        var entry = CodeLists.Stages.Find(code);
        return new StageChoice(code, entry?.TitleZh ?? code, entry?.TitleEn ?? code);
    }
}

/// <summary>One event of the stage resource. What is retracted stays listed, with who retracted it.</summary>
/// <param name="Stage">The stage reached.</param>
/// <param name="TitleZh">Its Chinese label.</param>
/// <param name="EffectiveDate">The day it was reached.</param>
/// <param name="RecordedAt">When the register learned of it.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Reason">Why, where given.</param>
/// <param name="RetractedAt">When it was retracted, where it was.</param>
/// <param name="RetractedBy">Who retracted it.</param>
/// <param name="RetractedReason">Why it was retracted.</param>
public sealed record StageEventDocument(
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("title_zh")] string TitleZh,
    [property: JsonPropertyName("effective_date")] DateOnly EffectiveDate,
    [property: JsonPropertyName("recorded_at")] string RecordedAt,
    [property: JsonPropertyName("recorded_by")] string RecordedBy,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("retracted_at")] string? RetractedAt,
    [property: JsonPropertyName("retracted_by")] string? RetractedBy,
    [property: JsonPropertyName("retracted_reason")] string? RetractedReason);

/// <summary>The stage resource of a site.</summary>
/// <param name="Code">The code of the site.</param>
/// <param name="Version">The version of the site; what If-Match compares.</param>
/// <param name="Stage">The stage it is in.</param>
/// <param name="TitleZh">Its Chinese label.</param>
/// <param name="StageDate">Since when.</param>
/// <param name="Next">The stages it may move to.</param>
/// <param name="Events">All events, latest first.</param>
/// <param name="Links">Links.</param>
public sealed record StageDocument(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("title_zh")] string TitleZh,
    [property: JsonPropertyName("stage_date")] DateOnly StageDate,
    [property: JsonPropertyName("next")] IReadOnlyList<StageChoice> Next,
    [property: JsonPropertyName("events")] IReadOnlyList<StageEventDocument> Events,
    [property: JsonPropertyName("links")] IReadOnlyList<Link> Links)
{
    internal static StageDocument Of(HttpRequest request, Representation representation, CollectionDefinition collection, StageHistory history) => new(
        history.Code,
        history.Version,
        history.Stage,
        StageChoice.Of(history.Stage).TitleZh,
        history.StageDate,
        Choices(history.Next),
        [.. history.Events.Select(Event)],
        [.. LinksOf(request, representation, collection, history.Code)]);

    /// <summary>Stages in the order of the programme.</summary>
    internal static IReadOnlyList<StageChoice> Choices(IEnumerable<string> codes)
    {
        var wanted = codes.ToHashSet(StringComparer.Ordinal);
        return [.. CodeLists.Stages.Entries.Where(e => wanted.Contains(e.Code)).Select(e => StageChoice.Of(e.Code))];
    }

    private static StageEventDocument Event(StageEvent e) => new(
        e.Stage,
        StageChoice.Of(e.Stage).TitleZh,
        e.EffectiveDate,
        SnapshotJson.Instant(e.Recorded.At),
        e.Recorded.Actor,
        e.Recorded.Reason,
        e.Retracted is { } retracted ? SnapshotJson.Instant(retracted.At) : null,
        e.Retracted?.Actor,
        e.Retracted?.Reason);

    private static IEnumerable<Link> LinksOf(HttpRequest request, Representation representation, CollectionDefinition collection, string code)
    {
        var (item, language) = (Addresses.Item(request, collection.Id, code), representation.Language);
        yield return new Link(item + "/stage", "self", MediaTypes.Json) { Title = language.Pick("本文档", "This document") };
        yield return new Link(item, "item", MediaTypes.GeoJson) { Title = language.Pick("项目", "The site") };
        yield return new Link(item + "/versions", "version-history", MediaTypes.Json) { Title = language.Pick("历史版本", "All versions") };
    }
}
