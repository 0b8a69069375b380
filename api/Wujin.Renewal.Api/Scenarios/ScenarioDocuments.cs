using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Scenarios;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>A scenario in lists.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Description">What it is about.</param>
/// <param name="CostWan">What it costs, 万元.</param>
/// <param name="IsDemo">Made up for demonstration.</param>
/// <param name="EditCount">How many edits.</param>
/// <param name="Version">Version.</param>
/// <param name="UpdatedAt">When the version was recorded.</param>
/// <param name="UpdatedBy">By whom.</param>
/// <param name="Reason">Why, in lists of versions.</param>
/// <param name="Operation">insert, update or delete, in lists of versions.</param>
/// <param name="Links">Links.</param>
public sealed record ScenarioSummary(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("name_zh")] string NameZh,
    [property: JsonPropertyName("name_en")] string? NameEn,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("cost_wan")] decimal? CostWan,
    [property: JsonPropertyName("is_demo")] bool IsDemo,
    [property: JsonPropertyName("edit_count")] int EditCount,
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("updated_by")] string UpdatedBy,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("operation")] string? Operation,
    [property: JsonPropertyName("links")] IReadOnlyList<Link> Links)
{
    internal static ScenarioSummary Of(HttpRequest request, Representation representation, Scenario scenario) => new(
        scenario.Draft.Code, scenario.Draft.NameZh, scenario.Draft.NameEn, scenario.Draft.Description, scenario.Draft.CostWan, scenario.Draft.IsDemo,
        scenario.EditCount, scenario.Version, SnapshotJson.Instant(scenario.UpdatedAt), scenario.UpdatedBy, null, null,
        [new Link(ScenarioLinks.Address(request, scenario.Draft.Code), "item", MediaTypes.GeoJson) { Title = representation.Language.Pick("方案", "The scenario") }]);

    internal static ScenarioSummary OfVersion(HttpRequest request, Representation representation, Scenario scenario) => Of(request, representation, scenario) with
    {
        Reason = scenario.Reason,
        Operation = scenario.IsDeleted ? "delete" : scenario.Version == 1 ? "insert" : "update",
        Links = scenario.IsDeleted
            ? []
            : [new Link(ScenarioLinks.Address(request, scenario.Draft.Code) + "/versions/" + scenario.Version.ToString(CultureInfo.InvariantCulture), "item", MediaTypes.GeoJson) { Title = representation.Language.Pick("该版本", "This version") }],
    };
}

/// <summary>The list of scenarios, or of versions of one.</summary>
/// <param name="Scenarios">The scenarios.</param>
/// <param name="Links">Links.</param>
public sealed record ScenarioList([property: JsonPropertyName("scenarios")] IReadOnlyList<ScenarioSummary> Scenarios, [property: JsonPropertyName("links")] IReadOnlyList<Link> Links);

/// <summary>Scenarios, for their page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record ScenariosModel(PageFrame Frame, ScenarioList Document);

/// <summary>A scenario, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="Edits">Its edits.</param>
/// <param name="Links">Links.</param>
public sealed record ScenarioModel(PageFrame Frame, Scenario Scenario, JsonArray Edits, IReadOnlyList<Link> Links);

/// <summary>Addresses and links of scenarios.</summary>
internal static class ScenarioLinks
{
    internal static string Address(HttpRequest request, string code) => Addresses.At(request, "/scenarios/" + Uri.EscapeDataString(code));

    internal static IReadOnlyList<Link> Of(HttpRequest request, Representation representation, string code)
    {
        var (address, language) = (Address(request, code), representation.Language);
        return
        [
            .. Addresses.SelfAndAlternate(request, representation, MediaTypes.GeoJson),
            new Link(Addresses.At(request, "/scenarios"), "collection", MediaTypes.Json) { Title = language.Pick("全部方案", "All scenarios") },
            new Link(address + "/versions", "version-history", MediaTypes.Json) { Title = language.Pick("历史版本", "All versions") },
        ];
    }

    /// <summary>The scenario as GeoJSON: a scenario file that tells its version.</summary>
    internal static JsonObject Document(HttpRequest request, Representation representation, Scenario scenario) => new()
    {
        ["type"] = "FeatureCollection",
        ["code"] = scenario.Draft.Code,
        ["name_zh"] = scenario.Draft.NameZh,
        ["name_en"] = scenario.Draft.NameEn,
        ["description"] = scenario.Draft.Description,
        ["cost_wan"] = scenario.Draft.CostWan,
        ["is_demo"] = scenario.Draft.IsDemo,
        ["version"] = scenario.Version,
        ["updated_at"] = SnapshotJson.Instant(scenario.UpdatedAt),
        ["updated_by"] = scenario.UpdatedBy,
        ["features"] = JsonNode.Parse(scenario.Draft.EditsJson),
        ["links"] = System.Text.Json.JsonSerializer.SerializeToNode(Of(request, representation, scenario.Draft.Code), ApiJson.Reflected),
    };
}
