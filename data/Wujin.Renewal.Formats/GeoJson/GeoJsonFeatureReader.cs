using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.GeoJson;

/// <summary>Turns one GeoJSON feature after the other into rows. What is broken inside a feature becomes a fault of its row.</summary>
internal sealed class GeoJsonFeatureReader
{
    private readonly byte[][] _names;
    private readonly Dictionary<string, int> _indexByName;
    private readonly int _idField;
    private readonly List<Fault> _faults = [];

    /// <summary>Reads features whose properties are these fields.</summary>
    public GeoJsonFeatureReader(IReadOnlyList<SourceField> fields)
    {
        _names = [.. fields.Select(f => Encoding.UTF8.GetBytes(f.Name))];
        _indexByName = fields.Select((f, i) => (f.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        _idField = _indexByName.GetValueOrDefault("id", -1);
    }

    /// <summary>Reads one feature, or a bare geometry.</summary>
    /// <param name="number">Its number in the file, from 1.</param>
    /// <param name="json">The object.</param>
    public SourceRow Read(long number, ReadOnlySpan<byte> json)
    {
        _faults.Clear();
        var values = new object?[_names.Length];
        Geometry? geometry = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            geometry = ReadFeature(ref reader, values);
        }
        catch (JsonException e)
        {
            _faults.Add(new Fault("", $"The feature is not valid JSON: {Shorten(e.Message)}"));
        }
        catch (InvalidOperationException)
        {
            _faults.Add(new Fault("/properties", "A text of the feature is not well-formed Unicode."));
        }

        return new() { Number = number, Values = values, Geometry = _faults.Count == 0 ? geometry : null, Faults = [.. _faults] };
    }

    private Geometry? ReadFeature(ref Utf8JsonReader reader, object?[] values)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            _faults.Add(new Fault("", "A member of \"features\" is not an object."));
            return null;
        }

        var bare = reader;
        Geometry? geometry = null;
        var isFeature = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("geometry"u8))
            {
                reader.Read();
                geometry = GeoJsonGeometry.Read(ref reader, _faults);
                isFeature = true;
            }
            else if (reader.ValueTextEquals("properties"u8))
            {
                reader.Read();
                ReadProperties(ref reader, values);
                isFeature = true;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                ReadId(ref reader, values);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return isFeature ? geometry : GeoJsonGeometry.Read(ref bare, _faults);
    }

    private void ReadProperties(ref Utf8JsonReader reader, object?[] values)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                _faults.Add(new Fault("/properties", "The properties must be an object or null."));
            }

            reader.Skip();
            return;
        }

        // Features of one file name their properties in one order, as a rule: the next field is looked at first.
        var next = _idField == 0 ? 1 : 0;
        var seen = new System.Collections.BitArray(_names.Length);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = next < _names.Length && reader.ValueTextEquals(_names[next]) ? next : _indexByName.GetValueOrDefault(reader.GetString()!, -1);
            reader.Read();
            if (field < 0)
            {
                reader.Skip();
                continue;
            }

            if (seen[field])
            {
                _faults.Add(Fault.OfProperty(Encoding.UTF8.GetString(_names[field]), "The property is given twice."));
            }

            seen[field] = true;
            values[field] = ReadValue(ref reader, field);
            next = field + 1;
        }
    }

    private void ReadId(ref Utf8JsonReader reader, object?[] values)
    {
        if (_idField >= 0 && values[_idField] is null)
        {
            values[_idField] = ReadValue(ref reader, _idField);
        }
        else
        {
            reader.Skip();
        }
    }

    private object? ReadValue(ref Utf8JsonReader reader, int field) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => ReadNumber(ref reader, field),
        _ => ReadNested(ref reader),
    };

    private object? ReadNumber(ref Utf8JsonReader reader, int field)
    {
        if (reader.TryGetInt64(out var integer))
        {
            return integer;
        }

        if (reader.TryGetDecimal(out var exact))
        {
            return exact;
        }

        if (reader.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }

        _faults.Add(Fault.OfProperty(Encoding.UTF8.GetString(_names[field]), $"The number {Encoding.UTF8.GetString(reader.ValueSpan)} is out of range."));
        return null;
    }

    // A list of texts is one; anything else nested is kept as its JSON text.
    private static object ReadNested(ref Utf8JsonReader reader)
    {
        var element = JsonElement.ParseValue(ref reader);
        return element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)
            ? element.EnumerateArray().Select(e => e.GetString()!).ToArray()
            : element.GetRawText();
    }

    private static string Shorten(string message)
    {
        var path = message.IndexOf(" Path:", StringComparison.Ordinal);
        return path < 0 ? message : message[..path];
    }
}
