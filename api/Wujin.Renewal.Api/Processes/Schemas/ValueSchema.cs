using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Processes.Schemas;

/// <summary>
/// What a value of an input may be. One definition describes it to clients (an OpenAPI 3.0 schema, as OGC API – Processes wants it) and judges what
/// they send, so the description cannot be wrong.
/// </summary>
internal abstract record ValueSchema
{
    /// <summary>Chinese title, where the value is a member of another.</summary>
    internal string? TitleZh { get; init; }

    /// <summary>English title.</summary>
    internal string? TitleEn { get; init; }

    /// <summary>What holds where the value is not given; null for none.</summary>
    internal JsonNode? Default { get; init; }

    /// <summary>The schema for clients.</summary>
    internal OpenApiSchema ToOpenApi(Language language)
    {
        var schema = Describe(language);
        schema.Title = TitleZh is null ? schema.Title : language.Pick(TitleZh, TitleEn ?? TitleZh);
        schema.Default = Default?.DeepClone();
        return schema;
    }

    /// <summary>Judges a value, and says everything that is wrong with it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="pointer">Its JSON pointer.</param>
    /// <param name="faults">Where to add.</param>
    internal abstract void Check(JsonElement value, string pointer, List<Fault> faults);

    /// <summary>Whether a value is of the JSON kind that this schema is about, so that the other options of a choice need not be explained.</summary>
    internal abstract bool IsKind(JsonElement value);

    /// <summary>What is expected, to end a sentence: "a number from 0 to 5".</summary>
    internal abstract string Expected { get; }

    /// <summary>The schema without what all have.</summary>
    protected abstract OpenApiSchema Describe(Language language);

    /// <summary>Schema as JSON (OpenAPI 3.0).</summary>
    internal JsonNode ToJson(Language language)
    {
        using var text = new StringWriter();
        ToOpenApi(language).SerializeAsV3(new OpenApiJsonWriter(text));
        return JsonNode.Parse(text.ToString())!;
    }

    /// <summary>Appends a member to a pointer (RFC 6901).</summary>
    internal static string Below(string pointer, string member) =>
        pointer + "/" + member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
