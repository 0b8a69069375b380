using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>The coordinate systems that features can be had and selected in (OGC 18-058r1, Features Part 2).</summary>
internal static class ServedSystems
{
    /// <summary>All of them, the default first.</summary>
    internal static IReadOnlyList<CoordinateSystem> All { get; } =
    [
        CoordinateSystems.Crs84, CoordinateSystems.Cgcs2000, CoordinateSystems.Wgs84, CoordinateSystems.Find(4549)!, CoordinateSystems.Find(4528)!,
        CoordinateSystems.Find(4547)!, CoordinateSystems.Find(4548)!, CoordinateSystems.WebMercator,
    ];

    /// <summary>Their identifiers, as collections list them.</summary>
    internal static IReadOnlyList<string> Uris { get; } = [.. All.Select(s => s.Uri!)];

    /// <summary>Reads a parameter that names a system by its identifier, or by its safe CURIE <c>[EPSG:4549]</c>.</summary>
    internal static CoordinateSystem? Read(RequestParameters parameters, string name)
    {
        if (parameters.Single(name) is not { } text)
        {
            return null;
        }

        var found = All.FirstOrDefault(s => s.Uri == text || Curie(s).Equals(text, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            parameters.Fault(name, $"{name} names no coordinate system that is served here; expected one of {string.Join(", ", Uris)}.");
        }

        return found;
    }

    /// <summary>The value of the header Content-Crs.</summary>
    internal static string Header(CoordinateSystem system) => "<" + system.Uri + ">";

    private static string Curie(CoordinateSystem system) => system.Srid is null ? "[OGC:" + system.Name + "]" : "[" + system.Code + "]";
}
