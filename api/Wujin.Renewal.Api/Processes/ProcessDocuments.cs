using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Processes;

/// <summary>A process in the list (processSummary.yaml).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">What it does and what its limits are.</param>
/// <param name="Version">Version.</param>
/// <param name="JobControlOptions">How it may be executed.</param>
/// <param name="OutputTransmission">How outputs come.</param>
/// <param name="Links">Links.</param>
public sealed record ProcessSummary(
    string Id, string Title, string Description, string Version, IReadOnlyList<string> JobControlOptions, IReadOnlyList<string> OutputTransmission, IReadOnlyList<Link> Links);

/// <summary>The list of processes (processList.yaml).</summary>
/// <param name="Processes">The processes.</param>
/// <param name="Links">Links.</param>
public sealed record ProcessList(IReadOnlyList<ProcessSummary> Processes, IReadOnlyList<Link> Links);

/// <summary>An input or output of a process (inputDescription.yaml, outputDescription.yaml).</summary>
/// <param name="Title">Title.</param>
/// <param name="Description">Description.</param>
/// <param name="MinOccurs">0 where it may be left out; null for an output.</param>
/// <param name="MaxOccurs">Always 1: several values come as one array; null for an output.</param>
/// <param name="Schema">OpenAPI 3.0 schema.</param>
public sealed record ParameterDocument(string Title, string? Description, int? MinOccurs, int? MaxOccurs, JsonNode Schema);

/// <summary>The description of a process (process.yaml).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">What it does and what its limits are.</param>
/// <param name="Version">Version.</param>
/// <param name="JobControlOptions">How it may be executed.</param>
/// <param name="OutputTransmission">How outputs come.</param>
/// <param name="Inputs">Inputs by name.</param>
/// <param name="Outputs">Outputs by name.</param>
/// <param name="Links">Links.</param>
public sealed record ProcessDocument(
    string Id,
    string Title,
    string Description,
    string Version,
    IReadOnlyList<string> JobControlOptions,
    IReadOnlyList<string> OutputTransmission,
    [property: JsonPropertyOrder(1)] IReadOnlyDictionary<string, ParameterDocument> Inputs,
    [property: JsonPropertyOrder(2)] IReadOnlyDictionary<string, ParameterDocument> Outputs,
    [property: JsonPropertyOrder(3)] IReadOnlyList<Link> Links)
{
    private static readonly string[] Control = ["sync-execute", "async-execute", "dismiss"];
    private static readonly string[] Transmission = ["value"];

    internal static ProcessSummary Summary(HttpRequest request, Representation representation, ProcessDefinition process)
    {
        var language = representation.Language;
        return new ProcessSummary(
            process.Id, language.Pick(process.TitleZh, process.TitleEn), language.Pick(process.DescriptionZh, process.DescriptionEn), process.Version, Control, Transmission,
            [new Link(Address(request, process.Id), "self", MediaTypes.Json) { Title = language.Pick("过程说明", "Description of the process") }]);
    }

    internal static ProcessDocument Of(HttpRequest request, Representation representation, ProcessDefinition process)
    {
        var language = representation.Language;
        return new ProcessDocument(
            process.Id,
            language.Pick(process.TitleZh, process.TitleEn),
            language.Pick(process.DescriptionZh, process.DescriptionEn),
            process.Version,
            Control,
            Transmission,
            process.Inputs.ToDictionary(i => i.Id, i => Input(language, i), StringComparer.Ordinal),
            new Dictionary<string, ParameterDocument>(StringComparer.Ordinal) { [process.Output.Id] = Output(language, process.Output) },
            [
                .. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json),
                new Link(Address(request, process.Id) + "/execution", "http://www.opengis.net/def/rel/ogc/1.0/execute", MediaTypes.Json)
                {
                    Title = language.Pick("执行（POST）", "Execution (POST)"),
                },
                new Link(Addresses.At(request, "/jobs?processID=" + process.Id), "http://www.opengis.net/def/rel/ogc/1.0/job-list", MediaTypes.Json)
                {
                    Title = language.Pick("该过程的任务", "Jobs of this process"),
                },
            ]);
    }

    internal static string Address(HttpRequest request, string id) => Addresses.At(request, "/processes/" + id);

    private static ParameterDocument Input(Language language, InputDefinition input) => new(
        language.Pick(input.TitleZh, input.TitleEn),
        input.DescriptionZh is null ? null : language.Pick(input.DescriptionZh, input.DescriptionEn ?? input.DescriptionZh),
        input.IsRequired ? 1 : 0,
        1,
        input.Schema.ToJson(language));

    private static ParameterDocument Output(Language language, OutputDefinition output) => new(
        language.Pick(output.TitleZh, output.TitleEn),
        output.DescriptionZh is null ? null : language.Pick(output.DescriptionZh, output.DescriptionEn ?? output.DescriptionZh),
        null,
        null,
        new JsonObject { ["type"] = "object", ["contentMediaType"] = output.MediaType });
}
