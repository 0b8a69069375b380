using System.Text.Json;
using NetTopologySuite.Geometries;
using Position = Wujin.Renewal.TravelTime.Network.Position;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>The geometry of an edit: longitude and latitude in degrees, as RFC 7946 has it.</summary>
internal sealed class ScenarioGeometry
{
    private static readonly GeometryFactory Factory = new();

    private readonly JsonElement _geometry;
    private readonly string _pointer;
    private readonly List<ScenarioFault> _faults;

    /// <summary>Finds it.</summary>
    public ScenarioGeometry(JsonElement feature, string pointer, List<ScenarioFault> faults)
    {
        _pointer = pointer;
        _faults = faults;
        IsGiven = feature.TryGetProperty("geometry", out _geometry) && _geometry.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Whether it is there and not null.</summary>
    public bool IsGiven { get; }

    /// <summary>A LineString; empty where it is none.</summary>
    public IReadOnlyList<Position> Line()
    {
        if (!IsGiven || TypeName() != "LineString")
        {
            Fault(string.Empty, "A new road is a LineString.");
            return [];
        }

        var line = Coordinates(Member("coordinates"), "/coordinates").ConvertAll(c => Position.FromDegrees(c.X, c.Y));
        for (var i = line.Count - 1; i > 0; i--)
        {
            if (line[i] == line[i - 1])
            {
                line.RemoveAt(i);
            }
        }

        if (line.Count < 2)
        {
            Fault("/coordinates", "A road needs two different positions.");
        }

        return line;
    }

    /// <summary>A Polygon or MultiPolygon; null where there is none.</summary>
    public Geometry? Area()
    {
        if (!IsGiven)
        {
            return null;
        }

        var coordinates = Member("coordinates");
        Geometry? area = TypeName() switch
        {
            "Polygon" => Polygon(coordinates, "/coordinates"),
            "MultiPolygon" when coordinates.ValueKind == JsonValueKind.Array => Factory.CreateMultiPolygon(
                [.. coordinates.EnumerateArray().Select((part, i) => Polygon(part, $"/coordinates/{i}")).OfType<Polygon>()]),
            _ => null,
        };
        if (area is null)
        {
            Fault(string.Empty, "This must be a Polygon or MultiPolygon, or null.");
        }
        else if (!area.IsValid)
        {
            Fault(string.Empty, "The polygon crosses or touches itself.");
        }

        return area;
    }

    private Polygon? Polygon(JsonElement rings, string pointer)
    {
        if (rings.ValueKind != JsonValueKind.Array || rings.GetArrayLength() == 0)
        {
            Fault(pointer, "A polygon is an array of rings.");
            return null;
        }

        var linear = new List<LinearRing>();
        foreach (var ring in rings.EnumerateArray())
        {
            var at = $"{pointer}/{linear.Count}";
            var coordinates = Coordinates(ring, at).ToArray();
            if (coordinates.Length < 4 || !coordinates[0].Equals2D(coordinates[^1]))
            {
                Fault(at, "A ring has at least four positions, and the last is the first.");
                return null;
            }

            linear.Add(Factory.CreateLinearRing(coordinates));
        }

        return Factory.CreatePolygon(linear[0], [.. linear.Skip(1)]);
    }

    private List<Coordinate> Coordinates(JsonElement array, string pointer)
    {
        var result = new List<Coordinate>();
        if (array.ValueKind != JsonValueKind.Array)
        {
            Fault(pointer, "This must be an array of positions.");
            return result;
        }

        var index = 0;
        foreach (var position in array.EnumerateArray())
        {
            if (position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
                && IsDegrees(position[0], 180, out var longitude) && IsDegrees(position[1], 90, out var latitude))
            {
                result.Add(new Coordinate(longitude, latitude));
            }
            else
            {
                Fault($"{pointer}/{index}", "A position is [longitude, latitude] in degrees.");
            }

            index++;
        }

        return result;
    }

    private static bool IsDegrees(JsonElement element, double most, out double degrees)
    {
        degrees = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out degrees) && Math.Abs(degrees) <= most;
    }

    private string? TypeName() =>
        Member("type") is { ValueKind: JsonValueKind.String } type ? type.GetString() : null;

    private JsonElement Member(string name) =>
        _geometry.ValueKind == JsonValueKind.Object && _geometry.TryGetProperty(name, out var member) ? member : default;

    private void Fault(string suffix, string message) => _faults.Add(new ScenarioFault(_pointer + suffix, message));
}
