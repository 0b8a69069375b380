using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Formats.GeoJson;

/// <summary>
/// A first pass over a GeoJSON file: what fields there are, how many features, which coordinate system. It also finds out before
/// anything is recorded whether the file is complete. Geometries are stepped over, so that it takes a small part of the time of reading.
/// </summary>
internal sealed class GeoJsonSurvey
{
    private static readonly HashSet<string> OfOneRow =
        ["Feature", "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

    private readonly Dictionary<string, FieldType> _types = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private bool _hasFeatureIds;
    private string? _type;

    /// <summary>Whether the features are members of a collection; otherwise the file is one feature or one geometry.</summary>
    public bool IsCollection { get; private set; }

    /// <summary>Number of features.</summary>
    public long Count { get; private set; }

    /// <summary>The name in the older <c>crs</c> member, or null.</summary>
    public string? CrsName { get; private set; }

    /// <summary>The first position of the first feature that has one, as an extent; null extent where none has.</summary>
    public Envelope FirstPosition { get; } = new();

    /// <summary>The fields; the feature's own <c>id</c> is one unless a property has that name.</summary>
    public IReadOnlyList<SourceField> Fields =>
    [
        .. _hasFeatureIds && !_types.ContainsKey("id") ? [new SourceField("id", FieldType.Text)] : (SourceField[])[],
        .. _names.Select(n => new SourceField(n, _types[n])),
    ];

    /// <summary>Surveys a file.</summary>
    /// <param name="open">Opens the file from its beginning; called once more for a file that is one feature.</param>
    /// <exception cref="SourceFileException">It is no GeoJSON, or it ends too early.</exception>
    public static GeoJsonSurvey Of(Func<JsonValueStream> open)
    {
        var survey = new GeoJsonSurvey();
        using (var json = open())
        {
            survey.WalkRoot(json);
        }

        if (!survey.IsCollection)
        {
            survey.RefuseOtherJson();
            using var json = open();
            json.SkipByteOrderMark();
            survey.Look(json.TakeValue());
        }

        return survey;
    }

    private void WalkRoot(JsonValueStream json)
    {
        json.SkipByteOrderMark();
        if (!json.TryTake('{'))
        {
            throw new SourceFileException("The file does not begin with a JSON object; a GeoJSON file is a FeatureCollection, a Feature or a geometry.");
        }

        while (json.HasNext('}'))
        {
            var name = ReadName(json);
            if (name == "features" && json.TryTake('['))
            {
                IsCollection = true;
                while (json.HasNext(']'))
                {
                    Look(json.TakeValue());
                }

                json.TryTake(']');
            }
            else if (json.TakeValue() is var value && name == "crs")
            {
                CrsName = ReadCrsName(value);
            }
            else if (name == "type" && value is [(byte)'"', .., (byte)'"'])
            {
                _type = Encoding.UTF8.GetString(value[1..^1]);
            }
        }

        json.TryTake('}');
        if (json.Peek() >= 0)
        {
            throw new SourceFileException(
                $"After the JSON object more text follows at byte {json.Position + 1}; if it is newline-delimited GeoJSON, convert it to a FeatureCollection.");
        }
    }

    private void RefuseOtherJson()
    {
        if (_type is null || !OfOneRow.Contains(_type))
        {
            var what = _type is null ? "it has no type" : $"its type is \"{(_type.Length > 40 ? _type[..40] : _type)}\"";
            throw new SourceFileException($"The file is JSON but no GeoJSON: {what} and it holds no features. Export it as GeoJSON, a FeatureCollection.");
        }
    }

    private static string ReadName(JsonValueStream json)
    {
        var name = json.Peek() == '"' ? Encoding.UTF8.GetString(json.TakeValue()[1..^1]) : null;
        return name is not null && json.TryTake(':')
            ? name
            : throw new SourceFileException($"The JSON is broken at byte {json.Position + 1}: a name and a colon are expected there.");
    }

    private void Look(ReadOnlySpan<byte> feature)
    {
        Count++;
        foreach (var (nameStart, nameLength, start, length) in MembersOf(feature))
        {
            var name = feature.Slice(nameStart, nameLength);
            var value = feature.Slice(start, length);
            if (name.SequenceEqual("properties"u8))
            {
                LookAtProperties(value);
            }
            else if (name.SequenceEqual("id"u8))
            {
                _hasFeatureIds |= !value.SequenceEqual("null"u8);
            }
            else if (FirstPosition.IsNull && (name.SequenceEqual("geometry"u8) || name.SequenceEqual("coordinates"u8)))
            {
                LookAtFirstPosition(value);
            }
        }
    }

    private static List<(int NameStart, int NameLength, int Start, int Length)> MembersOf(ReadOnlySpan<byte> text)
    {
        List<(int, int, int, int)> members = [];
        var at = 1;
        while (true)
        {
            at = SkipTo(text, at);
            if (at >= text.Length || text[at] != (byte)'"')
            {
                return members;
            }

            var nameLength = Measure(text[at..]);
            var colon = nameLength < 0 ? -1 : SkipTo(text, at + nameLength);
            if (colon < 0 || colon >= text.Length)
            {
                return members;
            }

            var length = Measure(text[colon..]);
            if (length <= 0)
            {
                return members;
            }

            members.Add((at + 1, nameLength - 2, colon, length));
            at = colon + length;
        }
    }

    // Commas and colons count as white space here: the reading proper checks the grammar.
    private static int SkipTo(ReadOnlySpan<byte> text, int from)
    {
        var step = text[from..].IndexOfAnyExcept(JsonSpan.Gap);
        return step < 0 ? text.Length : from + step;
    }

    private static int Measure(ReadOnlySpan<byte> value)
    {
        if (value[0] is (byte)'{' or (byte)'[' or (byte)'"')
        {
            var progress = default(JsonSpan.Progress);
            return JsonSpan.FindEnd(value, ref progress);
        }

        var end = value.IndexOfAny(JsonSpan.ScalarEnd);
        return end < 0 ? value.Length : end;
    }

    private void LookAtProperties(ReadOnlySpan<byte> properties)
    {
        try
        {
            var reader = new Utf8JsonReader(properties);
            reader.Read();
            while (reader.TokenType != JsonTokenType.Null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                LookAtValue(name, reader.TokenType);
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The feature is broken; reading it will report it under its number.
            return;
        }
    }

    private void LookAtValue(string name, JsonTokenType token)
    {
        var type = token switch
        {
            JsonTokenType.Null => FieldType.Unknown,
            JsonTokenType.Number => FieldType.Number,
            JsonTokenType.True or JsonTokenType.False => FieldType.Boolean,
            _ => FieldType.Text,
        };
        if (!_types.TryGetValue(name, out var known))
        {
            _names.Add(name);
            _types[name] = type;
        }
        else if (type != FieldType.Unknown && type != known)
        {
            _types[name] = known == FieldType.Unknown ? type : FieldType.Text;
        }
    }

    private void LookAtFirstPosition(ReadOnlySpan<byte> geometry)
    {
        try
        {
            var reader = new Utf8JsonReader(geometry);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var x) && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var y))
                {
                    FirstPosition.Init(x, x, y, y);
                    return;
                }
            }
        }
        catch (JsonException)
        {
            // As above.
            return;
        }
    }

    private static string? ReadCrsName(ReadOnlySpan<byte> value)
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(value);
            return json.ValueKind == JsonValueKind.Null ? null
                : json.ValueKind == JsonValueKind.Object && json.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
                    && properties.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()
                : Encoding.UTF8.GetString(value[..Math.Min(value.Length, 100)]);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(value[..Math.Min(value.Length, 100)]);
        }
    }
}
