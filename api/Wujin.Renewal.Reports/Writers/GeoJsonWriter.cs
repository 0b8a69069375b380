using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>Writes what the maps of a report show as GeoJSON (RFC 7946): sites and marks, each once, with the map it is on.</summary>
public static class GeoJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static byte[] Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("title", report.Title + " " + report.Subtitle);
            json.WriteStartObject("facts");
            foreach (var fact in report.Facts)
            {
                json.WriteString(fact.Label, Texts.Clean(fact.Value));
            }

            json.WriteEndObject();
            json.WriteStartArray("features");
            var seen = new HashSet<(string, string)>();
            foreach (var figure in report.Figures)
            {
                if (figure.Drawing is MapDrawing map)
                {
                    Write(json, figure.Id, map, seen);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string figure, MapDrawing map, HashSet<(string, string)> seen)
    {
        foreach (var site in map.Sites.Where(s => seen.Add(("site", s.Code))))
        {
            Begin(json, site.Code, figure);
            json.WriteString("kind", site.Kind.Code());
            json.WriteString("stage", site.Stage.Code());
            Properties(json, site.Properties);
            json.WriteEndObject();
            json.WriteStartObject("geometry");
            MultiPolygon(json, site.Wkb);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        foreach (var point in map.Points.Where(p => p.Properties is not null && seen.Add((figure, $"{p.Longitude} {p.Latitude} {p.Label}"))))
        {
            Begin(json, null, figure);
            json.WriteString("mark", point.Style.ToString().ToLowerInvariant());
            Properties(json, point.Properties);
            json.WriteEndObject();
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(Math.Round(point.Longitude, 9));
            json.WriteNumberValue(Math.Round(point.Latitude, 9));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Begin(Utf8JsonWriter json, string? id, string figure)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        if (id is not null)
        {
            json.WriteString("id", id);
        }

        json.WriteStartObject("properties");
        json.WriteString("figure", figure);
    }

    private static void Properties(Utf8JsonWriter json, IReadOnlyDictionary<string, object?>? properties)
    {
        foreach (var (name, value) in properties ?? new Dictionary<string, object?>())
        {
            switch (value)
            {
                case null: json.WriteNull(name); break;
                case string text: json.WriteString(name, Texts.Clean(text)); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                case int number: json.WriteNumber(name, number); break;
                case decimal number: json.WriteNumber(name, number); break;
                case double number: json.WriteNumber(name, number); break;
                case DateOnly date: json.WriteString(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                default: throw new ArgumentException($"{name} is a {value.GetType().Name}.", nameof(properties));
            }
        }
    }

    /// <remarks>Shells counter-clockwise, holes clockwise (RFC 7946, section 3.1.6).</remarks>
    private static void MultiPolygon(Utf8JsonWriter json, byte[] wkb)
    {
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in WkbLines.Polygons(wkb))
        {
            json.WriteStartArray();
            for (var r = 0; r < polygon.Count; r++)
            {
                json.WriteStartArray();
                foreach (var (longitude, latitude) in WkbLines.Wound(polygon[r], isCounterClockwise: r == 0))
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(Math.Round(longitude, 9));
                    json.WriteNumberValue(Math.Round(latitude, 9));
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
