using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>A worked example: what to type to get something done. Each is run by a test, as it stands in the definition.</summary>
/// <param name="OperationId">The operation it shows.</param>
/// <param name="TitleZh">What it does, Chinese.</param>
/// <param name="TitleEn">What it does, English.</param>
/// <param name="Command">Shell commands; <c>{server}</c> stands for the address of the service.</param>
public sealed record WorkedExample(string OperationId, string TitleZh, string TitleEn, string Command)
{
    /// <summary>The extension of an operation that holds its examples, as documentation in browsers reads it.</summary>
    public const string Extension = "x-codeSamples";

    /// <summary>Adds examples to the operations they show.</summary>
    /// <exception cref="InvalidOperationException">There is no such operation.</exception>
    internal static void AddTo(OpenApiDefinition definition, IEnumerable<WorkedExample> examples)
    {
        var operations = definition.Document.Paths.SelectMany(p => p.Value.Operations!.Values).ToDictionary(o => o.OperationId!, StringComparer.Ordinal);
        foreach (var ofOne in examples.GroupBy(e => e.OperationId, StringComparer.Ordinal))
        {
            if (!operations.TryGetValue(ofOne.Key, out var operation))
            {
                throw new InvalidOperationException($"There is an example of {ofOne.Key} and no such operation.");
            }

            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
            operation.Extensions[Extension] = new JsonNodeExtension(new JsonArray([.. ofOne.Select(e => e.Sample(definition))]));
        }
    }

    /// <summary>The title and the commands of the examples of an operation.</summary>
    internal static IEnumerable<(string Title, string Command)> Of(OpenApiOperation operation) =>
        operation.Extensions is { } extensions && extensions.TryGetValue(Extension, out var found) && found is JsonNodeExtension { Node: JsonArray samples }
            ? samples.Select(s => (s!["label"]!.GetValue<string>(), s["source"]!.GetValue<string>()))
            : [];

    private JsonObject Sample(OpenApiDefinition definition) => new()
    {
        ["lang"] = "Shell",
        ["label"] = definition.T(TitleZh, TitleEn),
        ["source"] = Command.ReplaceLineEndings("\n").Replace("{server}", definition.Document.Servers![0].Url, StringComparison.Ordinal),
    };
}
