using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Stages;
using Wujin.Renewal.Api.Versions;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Html;

/// <summary>The stages of a site.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record StageModel(PageFrame Frame, StageDocument Document);

/// <summary>The versions of a feature.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Document">The JSON document.</param>
public sealed record VersionsModel(PageFrame Frame, CollectionDefinition Collection, VersionList Document)
{
    internal string Title(string name) => name == "geometry"
        ? Frame.T("几何", "geometry")
        : Collection.Find(name) is { } property ? Frame.T(property.TitleZh, property.TitleEn) : name;

    internal string Operation(VersionDocument version) => version.Operation switch
    {
        "insert" => Frame.T("登记", "recorded"),
        "delete" => Frame.T("删除", "deleted"),
        _ => Frame.T("修改", "changed"),
    };
}

/// <summary>The difference of two versions.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Document">The JSON document.</param>
public sealed record DifferenceModel(PageFrame Frame, CollectionDefinition Collection, VersionDifference Document)
{
    internal string Value(AttributeDifference attribute, JsonNode? value) =>
        Collection.Find(attribute.Name) is { } property && value is not null
            ? Shown.Value(Frame, property, System.Text.Json.JsonSerializer.SerializeToElement(value))
            : Shown.Nothing;
}
