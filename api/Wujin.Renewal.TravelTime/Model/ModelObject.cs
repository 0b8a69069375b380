using System.Text.Json;

namespace Wujin.Renewal.TravelTime.Model;

/// <summary>An object of a speed model being read strictly: what is missing, out of range, unknown or without a source is noted by its path.</summary>
internal sealed class ModelObject
{
    private readonly Dictionary<string, JsonElement> _unread = [];
    private readonly List<string> _faults;
    private readonly string _path;
    private readonly bool _isAbsent;

    public ModelObject(JsonElement element, string path, List<string> faults)
    {
        _path = path;
        _faults = faults;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                _unread[property.Name] = property.Value;
            }
        }
        else
        {
            // Of what is absent, or no object, one fault is enough: nothing within is noted.
            _isAbsent = true;
            if (element.ValueKind != JsonValueKind.Undefined)
            {
                faults.Add($"{path} must be an object");
            }
        }
    }

    /// <summary>An object within; empty where it is missing, which is noted.</summary>
    public ModelObject Object(string name) => new(Take(name), $"{_path}.{name}", _faults);

    /// <summary>A text that must be one of those given.</summary>
    public string Text(string name, params ReadOnlySpan<string> allowed)
    {
        var element = Take(name);
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : string.Empty;
        if (element.ValueKind != JsonValueKind.Undefined && (text.Length == 0 || (allowed.Length > 0 && !allowed.Contains(text))))
        {
            _faults.Add($"{_path}.{name} must be {(allowed.Length > 0 ? string.Join(" or ", allowed.ToArray().Select(a => $"\"{a}\"")) : "a text")}");
        }

        return text;
    }

    /// <summary>A number with its source: <c>{ "value": 50, "source": "…" }</c>.</summary>
    public double Number(string name, double least, double most)
    {
        var element = Take(name);
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            return least;
        }

        var pair = new ModelObject(element, $"{_path}.{name}", _faults);
        pair.Text("source");
        var value = pair.Take("value");
        pair.Close();
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most)
        {
            return number;
        }

        if (value.ValueKind != JsonValueKind.Undefined)
        {
            _faults.Add(FormattableString.Invariant($"{_path}.{name}.value must be a number from {least} to {most}, not {value.GetRawText()}"));
        }

        return least;
    }

    /// <summary>Notes what has not been read.</summary>
    public void Close()
    {
        foreach (var name in _unread.Keys)
        {
            _faults.Add($"{_path}.{name} is not known");
        }
    }

    private JsonElement Take(string name)
    {
        if (!_unread.Remove(name, out var element) && !_isAbsent)
        {
            _faults.Add($"{_path}.{name} is missing");
        }

        return element;
    }
}
