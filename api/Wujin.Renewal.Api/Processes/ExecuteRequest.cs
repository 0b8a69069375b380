using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Processes;

/// <summary>The body of an execution (execute.yaml of OGC 18-062r2), judged whole.</summary>
/// <param name="Inputs">The inputs by name, defaults filled in.</param>
/// <param name="IsDocument">Outputs are wanted by name in a document; else the one output as it is.</param>
internal sealed record ExecuteRequest(JsonElement Inputs, bool IsDocument)
{
    private const int MostListed = 100;

    private static readonly string[] Members = ["inputs", "outputs", "response", "mode"];

    /// <summary>Reads and judges a body.</summary>
    /// <exception cref="ProblemException">400 with every fault of it.</exception>
    internal static ExecuteRequest Read(ReadOnlyMemory<byte> body, ProcessDefinition process)
    {
        if (body.IsEmpty)
        {
            throw Refuse([new Fault("", "The body is empty; send {\"inputs\":{…}}.")]);
        }

        using var json = BodyJson.Parse(body);
        List<Fault> faults = [.. json.Scan.Faults];
        var root = json.Json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("", $"The body is {JsonValues.Shown(root)}; expected an object such as {{\"inputs\":{{…}}}}."));
            throw Refuse(faults);
        }

        foreach (var unknown in root.EnumerateObject().Where(m => !Members.Contains(m.Name, StringComparer.Ordinal)))
        {
            faults.Add(new Fault(ValueSchema.Below("", unknown.Name), unknown.Name == "subscriber"
                ? "Callbacks are not made; ask for the status of the job instead."
                : $"There is no such member; expected {string.Join(", ", Members[..3])}."));
        }

        var inputs = ReadInputs(root, process, faults);
        CheckOutputs(root, process, faults);
        var isDocument = ReadResponse(root, faults);
        return faults.Count > 0 ? throw Refuse(faults) : new ExecuteRequest(JsonSerializer.SerializeToElement(inputs), isDocument);
    }

    /// <summary>The problem of faulty inputs.</summary>
    internal static ProblemException Refuse(IReadOnlyList<Fault> faults, ProblemType? type = null) => new(Problem(faults, type));

    /// <summary>The problem of faulty inputs.</summary>
    internal static Problem Problem(IReadOnlyList<Fault> faults, ProblemType? type = null) => new(
        type ?? ProcessProblems.InvalidInputs,
        faults.Count switch
        {
            1 => faults[0].Detail,
            > MostListed => $"The request has {faults.Count} faults; the first {MostListed} are listed under errors.",
            _ => $"The request has {faults.Count} faults, listed under errors.",
        })
    {
        Errors = [.. faults.Take(MostListed).Select(ProblemError.Of)],
    };

    /// <summary>Judges an object of inputs and fills in defaults. Used for what comes in by other ways than a body, too.</summary>
    internal static JsonObject ReadInputs(JsonElement root, ProcessDefinition process, List<Fault> faults)
    {
        var judged = new JsonObject();
        var given = root.TryGetProperty("inputs", out var inputs) ? inputs : JsonSerializer.SerializeToElement(new JsonObject());
        if (given.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("/inputs", $"The inputs are {JsonValues.Shown(given)}; expected an object with one member an input."));
            return judged;
        }

        foreach (var unknown in given.EnumerateObject().Where(i => process.Inputs.All(d => d.Id != i.Name)))
        {
            faults.Add(new Fault(ValueSchema.Below("/inputs", unknown.Name), $"{process.Id} has no such input; it has {string.Join(", ", process.Inputs.Select(i => i.Id))}."));
        }

        foreach (var input in process.Inputs)
        {
            var pointer = ValueSchema.Below("/inputs", input.Id);
            if (given.TryGetProperty(input.Id, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                (value, pointer) = Unwrap(value, pointer, faults);
                if (value.ValueKind != JsonValueKind.Undefined)
                {
                    input.Schema.Check(value, pointer, faults);
                    judged[input.Id] = JsonNode.Parse(value.GetRawText());
                }
            }
            else if (input.IsRequired)
            {
                faults.Add(new Fault(pointer, $"{input.Id} is missing; expected {input.Schema.Expected}."));
            }
            else if (input.Schema.Default is { } preset)
            {
                judged[input.Id] = preset.DeepClone();
            }
        }

        return judged;
    }

    /// <summary>Objects come as qualified values, <c>{"value": …, "mediaType": …}</c>; for convenience as themselves, too. References are not followed.</summary>
    private static (JsonElement Value, string Pointer) Unwrap(JsonElement value, string pointer, List<Fault> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return (value, pointer);
        }

        if (value.TryGetProperty("href", out _) && !value.TryGetProperty("value", out _))
        {
            faults.Add(new Fault(pointer + "/href", "References are not followed: send the value itself."));
            return (default, pointer);
        }

        return value.TryGetProperty("value", out var inner) ? (inner, pointer + "/value") : (value, pointer);
    }

    private static void CheckOutputs(JsonElement root, ProcessDefinition process, List<Fault> faults)
    {
        if (!root.TryGetProperty("outputs", out var outputs) || outputs.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (outputs.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("/outputs", $"The outputs are {JsonValues.Shown(outputs)}; expected an object with one member an output."));
            return;
        }

        foreach (var output in outputs.EnumerateObject())
        {
            var pointer = ValueSchema.Below("/outputs", output.Name);
            if (output.Name != process.Output.Id)
            {
                faults.Add(new Fault(pointer, $"{process.Id} has no such output; it has {process.Output.Id}."));
            }
            else if (output.Value.ValueKind == JsonValueKind.Object && output.Value.TryGetProperty("transmissionMode", out var mode) && !mode.ValueEquals("value"))
            {
                faults.Add(new Fault(pointer + "/transmissionMode", "Outputs are sent by value only."));
            }
        }
    }

    private static bool ReadResponse(JsonElement root, List<Fault> faults)
    {
        if (!root.TryGetProperty("response", out var response))
        {
            return false;
        }

        if (response.ValueKind == JsonValueKind.String && response.GetString() is "raw" or "document")
        {
            return response.ValueEquals("document");
        }

        faults.Add(new Fault("/response", $"The response is {JsonValues.Shown(response)}; expected \"raw\" or \"document\"."));
        return false;
    }
}
