using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Conformance;
using Wujin.Renewal.Api.Landing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Html;

/// <summary>The landing page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
/// <param name="Extents">By collection id.</param>
public sealed record HomeModel(PageFrame Frame, LandingPage Document, IReadOnlyDictionary<string, CollectionExtent> Extents);

/// <summary>The conformance declaration.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record ConformanceModel(PageFrame Frame, ConformanceDeclaration Document);

/// <summary>The list of collections.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
/// <param name="Extents">By collection id.</param>
public sealed record CollectionsModel(PageFrame Frame, CollectionList Document, IReadOnlyDictionary<string, CollectionExtent> Extents);

/// <summary>One collection.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Document">The JSON document.</param>
/// <param name="Extent">What it covers.</param>
public sealed record CollectionModel(PageFrame Frame, CollectionDefinition Collection, CollectionDocument Document, CollectionExtent Extent);

/// <summary>A page of features.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Features">The features.</param>
/// <param name="Matched">How many match in all; null where they are too many to count.</param>
/// <param name="TimeStamp">When it was made, RFC 3339.</param>
/// <param name="Links">The links of the JSON document.</param>
public sealed record ItemsModel(
    PageFrame Frame, CollectionDefinition Collection, IReadOnlyList<ShownFeature> Features, long? Matched, string TimeStamp, IReadOnlyList<Link> Links)
{
    /// <summary>Said by the first column already, or the same in every row: at the far end of the table.</summary>
    private static readonly string[] Last = ["code", "name_zh", "name_en", "kind", "town_code", "declared_town_code", "is_demo", "is_schematic", "source"];

    /// <summary>What narrows the table.</summary>
    public required FilterForm Form { get; init; }

    /// <summary>The map; null where nothing can be drawn.</summary>
    public DistrictMap? Map { get; init; }

    /// <summary>The colours of the map.</summary>
    public required IReadOnlyList<LegendEntry> Legend { get; init; }

    /// <summary>How many match, in words.</summary>
    internal string MatchedText => Matched is { } matched ? Shown.Count(matched) : Frame.T($"{Shown.Count(FeatureCounts.Most)} 以上或未计", $"more than {Shown.Count(FeatureCounts.Most)}, or uncounted,");

    internal string? NextHref => Links.FirstOrDefault(l => l.Rel == "next")?.Href;

    /// <summary>The columns of the table, what a reader compares sites by first.</summary>
    internal IReadOnlyList<PropertyDefinition> Columns { get; } =
        [.. Collection.Properties.OrderBy(property => Array.IndexOf(Last, property.Name) + 1)];
}

/// <summary>One feature.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Links">The links of the JSON document.</param>
public sealed record ItemModel(PageFrame Frame, CollectionDefinition Collection, ShownFeature Feature, IReadOnlyList<Link> Links)
{
    /// <summary>Where it is in the district; null where that cannot be drawn.</summary>
    public DistrictMap? Map { get; init; }

    /// <summary>The stages of a site as it is now; null for others and for the past.</summary>
    public StageTimeline? Timeline { get; init; }

    /// <summary>Its latest versions; null for a page of the past.</summary>
    public VersionsModel? History { get; init; }

    /// <summary>The feature in other formats.</summary>
    public required IReadOnlyList<Link> Formats { get; init; }
}

/// <summary>A problem.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Frame">Around the page.</param>
public sealed record ProblemModel(Problem Problem, PageFrame Frame);

/// <summary>Types of problems.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Types">The types.</param>
public sealed record ProblemTypesModel(PageFrame Frame, IReadOnlyList<ProblemType> Types);

/// <summary>The links of a document.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Links">The links.</param>
public sealed record LinkListModel(PageFrame Frame, IReadOnlyList<Link> Links);

/// <summary>The API definition to try out.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Configuration">What the script is told, JSON.</param>
public sealed record ReferenceModel(PageFrame Frame, string Configuration);

/// <summary>The API definition.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The definition.</param>
public sealed record ApiModel(PageFrame Frame, Microsoft.OpenApi.OpenApiDocument Document);
