using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// Reads a body once, byte by byte, before any of it is interpreted: is it JSON at all, and does it hold anything that a lenient reader
/// would silently take for something else (RFC 8259; I-JSON, RFC 7493).
/// </summary>
/// <param name="Faults">What is wrong, in the order of the text.</param>
/// <param name="IsReadable">Whether the text can be interpreted all the same, so that faults of meaning can be reported along with these.</param>
/// <param name="Vertices">How many positions <c>/geometry</c> holds.</param>
internal sealed record JsonScan(IReadOnlyList<Fault> Faults, bool IsReadable, int Vertices)
{
    /// <summary>The deepest nesting of arrays and objects that is taken.</summary>
    internal const int MaximumDepth = 64;

    private const int MostFaults = 50;

    /// <summary>Reads a whole body. A byte order mark must have been cut off, see <see cref="WithoutByteOrderMark"/>.</summary>
    internal static JsonScan Of(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return Unreadable("The body is empty; send a GeoJSON feature.");
        }

        if (!Utf8.IsValid(body))
        {
            return Unreadable($"The body is not UTF-8: {WhereNotUtf8(body)}. JSON is sent in UTF-8, without exception (RFC 8259).");
        }

        var walk = new JsonWalk();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaximumDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaximumDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    walk.Fault($"The body is nested deeper than {MaximumDepth} levels here; a feature needs no more than six.");
                    return new JsonScan(walk.Faults, false, walk.Vertices);
                }

                walk.Take(ref reader);
                if (walk.Faults.Count >= MostFaults)
                {
                    return new JsonScan(walk.Faults, false, walk.Vertices);
                }
            }
        }
        catch (JsonException error)
        {
            walk.Fault(Explain(error, body));
            return new JsonScan(walk.Faults, false, walk.Vertices);
        }

        return new JsonScan(walk.Faults, !walk.HasBrokenText, walk.Vertices);
    }

    /// <summary>Cuts off the UTF-8 byte order mark that some editors write (RFC 8259, section 8.1 lets a reader ignore it).</summary>
    internal static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static JsonScan Unreadable(string detail) => new([new Fault("", detail)], false, 0);

    private static string WhereNotUtf8(ReadOnlySpan<byte> body)
    {
        if (body.Length >= 2 && (body[0], body[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
        {
            return "it begins with the byte order mark of UTF-16";
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(body[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        return $"byte {at + 1} (0x{body[at]:X2}) starts no character. Is it GBK?";
    }

    private static string Explain(JsonException error, ReadOnlySpan<byte> body)
    {
        var message = error.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var place = error is { LineNumber: { } line, BytePositionInLine: { } column } ? $"line {line + 1}, byte {column + 1}" : $"byte {body.Length}";
        return $"This is not JSON, at {place}: {(cut < 0 ? message : message[..cut])}";
    }
}
