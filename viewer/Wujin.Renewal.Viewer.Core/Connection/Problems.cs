using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wujin.Renewal.Viewer.Core.Connection;

/// <summary>One fault that the service found in a request.</summary>
/// <param name="Pointer">JSON pointer to the member at fault, <c>/properties/plan_year</c>, or the name of a parameter; empty where it is neither.</param>
/// <param name="Detail">What is wrong and what to do.</param>
internal sealed record ApiFault(string Pointer, string Detail)
{
    /// <summary>The property at fault; null where it is something else.</summary>
    public string? Property => Pointer.StartsWith("/properties/", StringComparison.Ordinal) ? Pointer["/properties/".Length..] : null;
}

/// <summary>A field that two people changed, as the service tells it with 412.</summary>
/// <param name="Pointer">JSON pointer to the field.</param>
/// <param name="Base">The value that was read; null where that is not known.</param>
/// <param name="Theirs">The value the register has now.</param>
/// <param name="Yours">The value that was to be written.</param>
/// <param name="IsConflict">Both sides changed it, and differently.</param>
internal sealed record ConflictField(string Pointer, JsonNode? Base, JsonNode? Theirs, JsonNode? Yours, bool IsConflict)
{
    /// <summary>The property; <c>geometry</c> for the outline.</summary>
    public string Name => Pointer[(Pointer.LastIndexOf('/') + 1)..];
}

/// <summary>The service refused a request and said why (RFC 9457).</summary>
internal class ApiProblemException(int status, string title, string detail, IReadOnlyList<ApiFault> faults)
    : Exception(detail.Length > 0 ? detail : title)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Summary of the kind of problem.</summary>
    public string Title { get; } = title;

    /// <summary>Every fault of the request.</summary>
    public IReadOnlyList<ApiFault> Faults { get; } = faults;

    /// <summary>Reads the problem of an answer; an answer that is none (of a proxy, say) becomes one that names its status.</summary>
    public static ApiProblemException Of(int status, string body)
    {
        JsonObject? problem = null;
        try
        {
            problem = JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            // Not JSON: the status alone has to do.
        }

        var title = Text(problem, "title") ?? $"HTTP {status}";
        var faults = (problem?["errors"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(e => new ApiFault(Text(e, "pointer") ?? Text(e, "parameter") ?? Text(e, "header") ?? "", Text(e, "detail") ?? ""))
            .ToList();
        return status == 412 && problem?["fields"] is JsonArray fields
            ? new StaleVersionException(title, Text(problem, "detail") ?? "", (long?)problem["current_version"] ?? 0, Text(problem, "current_updated_by") ?? "", [.. fields.OfType<JsonObject>().Select(Field)])
            : new ApiProblemException(status, title, Text(problem, "detail") ?? "", faults);
    }

    private static ConflictField Field(JsonObject field) =>
        new(Text(field, "pointer") ?? "", field["base"]?.DeepClone(), field["theirs"]?.DeepClone(), field["yours"]?.DeepClone(), (bool?)field["is_conflict"] ?? true);

    private static string? Text(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>Somebody else changed the feature since it was read (412): both sides, field by field.</summary>
internal sealed class StaleVersionException(string title, string detail, long currentVersion, string changedBy, IReadOnlyList<ConflictField> fields)
    : ApiProblemException(412, title, detail, [])
{
    /// <summary>The version the register has now.</summary>
    public long CurrentVersion { get; } = currentVersion;

    /// <summary>Who made it.</summary>
    public string ChangedBy { get; } = changedBy;

    /// <summary>Fields in which the sides differ.</summary>
    public IReadOnlyList<ConflictField> Fields { get; } = fields;
}

/// <summary>Nobody answered at the address of the service, and nothing was kept from before.</summary>
internal sealed class ServiceUnreachableException(Uri service, Exception? inner)
    : Exception($"{service} does not answer.", inner)
{
    /// <summary>The service.</summary>
    public Uri Service { get; } = service;
}
