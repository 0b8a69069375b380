using System.Text.Json;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>The properties of an edit, read strictly; null in JSON is as if it were not there.</summary>
internal sealed class EditProperties(JsonElement properties, string pointer, List<ScenarioFault> faults)
{
    /// <summary>Whether a property has a value.</summary>
    public bool Has(string name) => properties.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Reports every property that is not one of these.</summary>
    public void Allow(string[] names)
    {
        foreach (var property in properties.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                Fault(property.Name, $"This edit has no such property; it has {string.Join(", ", names)}.");
            }
        }
    }

    /// <summary>A text, or null.</summary>
    public string? Text(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = properties.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : FaultOf<string>(name, "This must be a text.");
    }

    /// <summary>A number within bounds, or null.</summary>
    public double? Number(string name, double least, double most)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = properties.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(name, most < double.MaxValue
            ? FormattableString.Invariant($"This must be a number from {least:0.##} to {most:0.##}.")
            : FormattableString.Invariant($"This must be a number, {least:0.##} or more."));
        return null;
    }

    /// <summary>A truth value; false where it is not there.</summary>
    public bool Flag(string name)
    {
        if (!Has(name))
        {
            return false;
        }

        var value = properties.GetProperty(name);
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fault(name, "This must be true or false.");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A class of road, or null.</summary>
    public RoadClass? Class(bool isRequired)
    {
        if (Text("class") is { } name)
        {
            if (RoadClasses.TryParse(name, out var roadClass))
            {
                return roadClass;
            }

            Fault("class", $"This must be one of {string.Join(", ", RoadClasses.All.Select(c => c.OsmName()))}.");
        }
        else if (isRequired && !Has("class"))
        {
            Fault("class", "A new road needs a class, such as primary.");
        }

        return null;
    }

    /// <summary>The number of a way, or null.</summary>
    public long? WayId()
    {
        if (!Has("way_id"))
        {
            return null;
        }

        var value = properties.GetProperty("way_id");
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id))
        {
            return id;
        }

        Fault("way_id", "This must be the number of an OpenStreetMap way.");
        return null;
    }

    private T? FaultOf<T>(string name, string message) where T : class
    {
        Fault(name, message);
        return null;
    }

    private void Fault(string name, string message) =>
        faults.Add(new ScenarioFault($"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", message));
}
