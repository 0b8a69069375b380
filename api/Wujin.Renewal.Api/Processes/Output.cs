using System.Text.Json;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Processes;

/// <summary>Sends what a process gave: as it is (<c>raw</c>), or as a member named for the output (<c>document</c>, results.yaml).</summary>
internal static class Output
{
    internal static Task WriteAsync(HttpContext context, Representation representation, OutputDefinition output, ReadOnlyMemory<byte> content, bool isDocument)
    {
        context.Response.Headers.CacheControl = "no-store";
        return DocumentResponse.WriteAsync(
            context, representation, isDocument ? Wrap(output.Id, content.Span) : content, isDocument ? MediaTypes.Json : output.MediaType);
    }

    /// <summary>The document of outputs by name.</summary>
    internal static byte[] Wrap(string name, ReadOnlySpan<byte> content)
    {
        using var document = new MemoryStream(content.Length + 64);
        using (var writer = new Utf8JsonWriter(document, new JsonWriterOptions { Encoder = ApiJson.Reflected.Encoder, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(name);
            writer.WriteRawValue(content, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return document.ToArray();
    }
}
