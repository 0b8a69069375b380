using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Processes.Schemas;

/// <summary>A number between bounds.</summary>
/// <param name="Minimum">The smallest permitted.</param>
/// <param name="Maximum">The largest permitted.</param>
internal sealed record NumberSchema(double Minimum, double Maximum) : ValueSchema
{
    /// <summary>The minimum itself is not permitted.</summary>
    internal bool IsMinimumExcluded { get; init; }

    /// <summary>Whole numbers only.</summary>
    internal bool IsInteger { get; init; }

    /// <inheritdoc/>
    internal override string Expected => string.Create(
        CultureInfo.InvariantCulture, $"{(IsInteger ? "a whole number" : "a number")} {(IsMinimumExcluded ? "above" : "from")} {Minimum} {(IsMinimumExcluded ? "and up to" : "to")} {Maximum}");

    /// <inheritdoc/>
    internal override bool IsKind(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    /// <inheritdoc/>
    internal override void Check(JsonElement value, string pointer, List<Fault> faults)
    {
        if (!IsKind(value) || !value.TryGetDouble(out var number) || (IsInteger && number != Math.Floor(number))
            || number > Maximum || number < Minimum || (IsMinimumExcluded && number <= Minimum))
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(value)}; expected {Expected}."));
        }
    }

    /// <inheritdoc/>
    protected override OpenApiSchema Describe(Language language) => new()
    {
        Type = IsInteger ? JsonSchemaType.Integer : JsonSchemaType.Number,
        Minimum = IsMinimumExcluded ? null : Minimum.ToString(CultureInfo.InvariantCulture),
        ExclusiveMinimum = IsMinimumExcluded ? Minimum.ToString(CultureInfo.InvariantCulture) : null,
        Maximum = Maximum.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>A text.</summary>
internal sealed record TextSchema : ValueSchema
{
    /// <summary>The only texts permitted; null for any.</summary>
    internal IReadOnlyList<string>? Codes { get; init; }

    /// <summary>The longest permitted.</summary>
    internal int MaximumLength { get; init; } = 200;

    /// <inheritdoc/>
    internal override string Expected => Codes is null ? $"a text of 1 to {MaximumLength} characters" : "one of " + string.Join(", ", Codes.Select(c => $"\"{c}\""));

    /// <inheritdoc/>
    internal override bool IsKind(JsonElement value) => value.ValueKind == JsonValueKind.String;

    /// <inheritdoc/>
    internal override void Check(JsonElement value, string pointer, List<Fault> faults)
    {
        if (!IsKind(value) || !IsPermitted(value.GetString()!))
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(value)}; expected {Expected}."));
        }
    }

    /// <inheritdoc/>
    protected override OpenApiSchema Describe(Language language) => new()
    {
        Type = JsonSchemaType.String,
        Enum = Codes?.Select(c => (JsonNode)JsonValue.Create(c)).ToList(),
        MaxLength = Codes is null ? MaximumLength : null,
        MinLength = Codes is null ? 1 : null,
    };

    private bool IsPermitted(string text) =>
        Codes?.Contains(text, StringComparer.Ordinal) ?? (text.Length >= 1 && text.Length <= MaximumLength && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')));
}

/// <summary>True or false.</summary>
internal sealed record FlagSchema : ValueSchema
{
    /// <inheritdoc/>
    internal override string Expected => "true or false";

    /// <inheritdoc/>
    internal override bool IsKind(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    /// <inheritdoc/>
    internal override void Check(JsonElement value, string pointer, List<Fault> faults)
    {
        if (!IsKind(value))
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(value)}; expected {Expected}."));
        }
    }

    /// <inheritdoc/>
    protected override OpenApiSchema Describe(Language language) => new() { Type = JsonSchemaType.Boolean };
}
