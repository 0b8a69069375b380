using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Connectivity;

namespace Wujin.Renewal.Api.Assessments;

/// <summary>A run in the list.</summary>
/// <param name="Run">Its code.</param>
/// <param name="RecordedAt">When it was computed.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Profile">Profile.</param>
/// <param name="Destinations">How many destinations were judged.</param>
/// <param name="Passed">How many pass.</param>
/// <param name="GraphChecksum">The road network it rests on.</param>
/// <param name="SoftwareVersion">What computed it.</param>
/// <param name="IsDemo">Rests on made-up roads.</param>
/// <param name="Links">Links.</param>
public sealed record AssessmentSummary(
    [property: JsonPropertyName("run")] string Run,
    [property: JsonPropertyName("recorded_at")] string RecordedAt,
    [property: JsonPropertyName("actor")] string Actor,
    [property: JsonPropertyName("profile")] string Profile,
    [property: JsonPropertyName("destinations")] int Destinations,
    [property: JsonPropertyName("passed")] int Passed,
    [property: JsonPropertyName("graph_checksum")] string GraphChecksum,
    [property: JsonPropertyName("software_version")] string SoftwareVersion,
    [property: JsonPropertyName("is_demo")] bool IsDemo,
    [property: JsonPropertyName("links")] IReadOnlyList<Link> Links)
{
    internal static AssessmentSummary Of(HttpRequest request, Representation representation, AssessmentRun run) => new(
        run.Code, SnapshotJson.Instant(run.RecordedAt), run.Actor, run.Profile, run.Destinations, run.Passed, run.GraphChecksum, run.SoftwareVersion, run.IsDemo,
        [new Link(Addresses.At(request, "/assessments/" + run.Code), "item", MediaTypes.Json) { Title = representation.Language.Pick("评估结果", "The assessment") }]);
}

/// <summary>The list of runs.</summary>
/// <param name="Assessments">Latest first.</param>
/// <param name="Links">Links.</param>
public sealed record AssessmentList([property: JsonPropertyName("assessments")] IReadOnlyList<AssessmentSummary> Assessments, [property: JsonPropertyName("links")] IReadOnlyList<Link> Links);

/// <summary>The runs, for their page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record AssessmentsModel(PageFrame Frame, AssessmentList Document);

/// <summary>A run, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Run">The run.</param>
/// <param name="Result">Its result.</param>
/// <param name="Links">Links.</param>
public sealed record AssessmentModel(PageFrame Frame, AssessmentRun Run, JsonObject Result, IReadOnlyList<Link> Links);
