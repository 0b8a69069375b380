using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Batches;

/// <summary>One operation of a batch as it was sent.</summary>
/// <param name="Pointer">JSON pointer to it.</param>
/// <param name="Name">create, replace, patch or delete.</param>
/// <param name="Code">The feature it changes; null for create.</param>
/// <param name="Version">The version it was made for; null for create and where <see cref="IsAny"/>.</param>
/// <param name="IsAny">It overwrites whatever version is there (<c>"version": "*"</c>).</param>
/// <param name="Body">The feature or the patch; undefined for delete.</param>
/// <param name="BodyPointer">JSON pointer to the body.</param>
internal sealed record BatchOperation(string Pointer, string Name, string? Code, long? Version, bool IsAny, JsonElement Body, string BodyPointer)
{
    /// <summary>So many operations one batch may have.</summary>
    internal const int Most = 1_000;

    private static readonly string[] Names = ["create", "replace", "patch", "delete"];

    /// <summary>Reads the operations of a batch: <c>{"operations":[…]}</c>, or a FeatureCollection whose features are all to be created.</summary>
    /// <exception cref="ProblemException">400: it is neither, or an operation has not the form of one.</exception>
    internal static IReadOnlyList<BatchOperation> ReadAll(JsonElement body)
    {
        var faults = new List<Fault>();
        var operations = new List<BatchOperation>();
        var isCollection = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "FeatureCollection";
        var member = isCollection ? "features" : "operations";
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > Most)
        {
            throw BodyFaults.Problem([new Fault("/" + member, $"Expected an array \"operations\", or the \"features\" of a FeatureCollection, of 1 to {Most:N0} members.")], isSyntax: true);
        }

        foreach (var item in list.EnumerateArray())
        {
            var pointer = "/" + member + "/" + operations.Count.ToString(CultureInfo.InvariantCulture);
            operations.Add(isCollection ? new BatchOperation(pointer, "create", null, null, false, item, pointer) : Read(item, pointer, faults));
        }

        return faults.Count == 0 ? operations : throw BodyFaults.Problem(faults, isSyntax: true);
    }

    private static BatchOperation Read(JsonElement item, string pointer, List<Fault> faults)
    {
        string? Text(string name) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var name = Text("op") ?? "";
        if (!Names.Contains(name))
        {
            faults.Add(new Fault(pointer + "/op", $"Expected \"op\" to be one of {string.Join(", ", Names)}."));
        }

        var code = name == "create" ? null : Text("id");
        if (name != "create" && code is null)
        {
            faults.Add(new Fault(pointer + "/id", "Expected \"id\", the code of the feature."));
        }

        var member = name == "patch" ? "patch" : "feature";
        var body = default(JsonElement);
        if (name != "delete" && !(item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out body)))
        {
            faults.Add(new Fault(pointer + "/" + member, $"Expected \"{member}\"."));
        }

        var isAny = Text("version") == "*";
        long? version = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("version", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var number) ? number : null;
        if (name != "create" && version is null && !isAny)
        {
            faults.Add(new Fault(pointer + "/version", "Expected \"version\", the number that was read, or \"*\" to overwrite on purpose."));
        }

        return new BatchOperation(pointer, name, code, version, isAny, body, pointer + "/" + member);
    }
}
