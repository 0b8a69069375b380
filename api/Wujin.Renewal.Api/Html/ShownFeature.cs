using System.Text.Json;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Html;

/// <summary>A feature as pages show it: read back from the very GeoJSON that is served, so that both say the same.</summary>
public sealed class ShownFeature(JsonElement feature)
{
    private readonly JsonElement _properties = feature.GetProperty("properties");

    internal string Id => feature.GetProperty("id").GetString()!;

    internal string Name(PageFrame frame)
    {
        var chinese = Text("name_zh");
        var english = Text("name_en");
        return frame.T(chinese ?? english ?? Id, english ?? chinese ?? Id);
    }

    internal bool IsDemo => Flag("is_demo");

    internal bool IsSchematic => Flag("is_schematic");

    internal JsonElement Value(PropertyDefinition property) => _properties.GetProperty(property.Name);

    internal Outline? Outline => Html.Outline.Of(feature.GetProperty("geometry"));

    /// <summary>The positions of the geometry, ring by ring; none where there is none.</summary>
    internal IReadOnlyList<IReadOnlyList<(double X, double Y)>> Rings { get; } = GeoJsonRings.Of(feature.GetProperty("geometry"));

    /// <summary>What its colour on maps stands for: its stage, its type, or nothing.</summary>
    internal string Mark => Text("stage") ?? Text("type") ?? "";

    /// <summary>The geometry as GeoJSON, or null where there is none.</summary>
    internal string? GeometryText => feature.GetProperty("geometry") is { ValueKind: JsonValueKind.Object } geometry ? geometry.GetRawText() : null;

    internal string? Text(string name) => _properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private bool Flag(string name) => _properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
