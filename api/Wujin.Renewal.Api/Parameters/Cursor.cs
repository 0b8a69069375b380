using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>Where a page ends.</summary>
/// <param name="Key">The key of its last feature.</param>
/// <param name="SortValues">What that feature is sorted by, as texts, null for none; empty where the order is that of keys.</param>
internal sealed record PageEnd(long Key, IReadOnlyList<string?> SortValues);

/// <summary>
/// The place in a collection where the next page starts, as an opaque token in <c>next</c> links. It is the key of the last feature seen and what that
/// was sorted by, never a number of rows: features that are added or deleted before it shift nothing.
/// </summary>
internal static class Cursor
{
    private const int KeyBytes = sizeof(long);

    /// <summary>Writes the token.</summary>
    internal static string Write(PageEnd end, IReadOnlyList<SortKey> sort)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(BinaryPrimitives.ReverseEndianness(end.Key));
        if (sort.Count > 0)
        {
            writer.Write(Name(sort));
            foreach (var value in end.SortValues)
            {
                writer.Write(value is not null);
                writer.Write(value ?? "");
            }
        }

        writer.Flush();
        bytes.WriteByte(Check(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads the parameter <c>cursor</c>: the key, and the values of the order that the page continues.</summary>
    internal static (long Key, IReadOnlyList<object?> Values)? Read(RequestParameters parameters, IReadOnlyList<SortKey> sort)
    {
        if (parameters.Single("cursor") is not { } token)
        {
            return null;
        }

        if (Parse(token, sort) is { } place)
        {
            return place;
        }

        parameters.Fault("cursor", "cursor is taken from a next link, with the sortby it came with, and not made up; start again without it.");
        return null;
    }

    private static (long Key, IReadOnlyList<object?> Values)? Parse(string token, IReadOnlyList<SortKey> sort)
    {
        if (!Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < KeyBytes + 1 || bytes[^1] != Check(bytes.AsSpan(0, bytes.Length - 1)))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, bytes.Length - 1), Encoding.UTF8);
        try
        {
            var key = BinaryPrimitives.ReverseEndianness(reader.ReadInt64());
            var values = sort.Count == 0 ? [] : ReadValues(reader, sort);
            return values is null || reader.BaseStream.Position != reader.BaseStream.Length ? null : (key, values);
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or IOException)
        {
            return null;
        }
    }

    private static List<object?>? ReadValues(BinaryReader reader, IReadOnlyList<SortKey> sort)
    {
        if (reader.ReadUInt32() != Name(sort))
        {
            return null;
        }

        var values = new List<object?>(sort.Count);
        foreach (var key in sort)
        {
            var (isGiven, text) = (reader.ReadBoolean(), reader.ReadString());
            var value = isGiven ? PropertyValues.ParseOne(key.Property, text, out _) : null;
            if (isGiven && value is null)
            {
                return null;
            }

            values.Add(value);
        }

        return values;
    }

    /// <summary>A number for an order, so that a token is not used with another one.</summary>
    private static uint Name(IReadOnlyList<SortKey> sort)
    {
        var name = 2166136261u;
        foreach (var c in string.Join(',', sort.Select(s => (s.IsDescending ? "-" : "+") + s.Property.Name)))
        {
            name = (name ^ c) * 16777619u;
        }

        return name;
    }

    /// <summary>A check byte, so that a token that lost or swapped a character is refused instead of starting somewhere else.</summary>
    private static byte Check(ReadOnlySpan<byte> key)
    {
        uint sum = 0x5a;
        foreach (var b in key)
        {
            sum = (sum * 31) + b + 7;
        }

        return (byte)(sum ^ (sum >> 8) ^ (sum >> 16));
    }
}
