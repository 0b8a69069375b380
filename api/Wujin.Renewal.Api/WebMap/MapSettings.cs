using System.Text.Json.Serialization;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.Hosting;

namespace Wujin.Renewal.Api.WebMap;

/// <summary>A map of somebody else below the register's own, as images in Web Mercator.</summary>
/// <param name="Id">Its name in links.</param>
/// <param name="TitleZh">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="Tiles">Address templates with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>, one a layer, the lowest first.</param>
/// <param name="Attribution">Whose map it is; shown with it.</param>
public sealed record Basemap(string Id, string TitleZh, string TitleEn, IReadOnlyList<string> Tiles, string? Attribution);

/// <summary>What an installation sets for the browser map, served at <c>/map/settings</c>.</summary>
/// <param name="Basemaps">Maps that can be laid below; none by default, since an installation may have no way to the outside.</param>
/// <param name="ApprovalNo">Map approval number (审图号), printed on every map; null for none.</param>
/// <param name="Classification">Classification (密级), printed on every map; null for none.</param>
public sealed record MapSettings(
    IReadOnlyList<Basemap> Basemaps,
    [property: JsonPropertyName("approval_no")] string? ApprovalNo,
    string? Classification)
{
    private static readonly string[] Placeholders = ["{z}", "{x}", "{y}"];

    /// <summary>The variables, as help lists them.</summary>
    internal static IReadOnlyList<Setting> Settings { get; } =
    [
        new("WUJIN_MAP_BASEMAP", "none", "Address template of a basemap in Web Mercator: XYZ with {z}, {x}, {y}, or WMTS with {TileMatrix}, {TileCol}, {TileRow}."),
        new("WUJIN_MAP_ATTRIBUTION", "none", "Whose basemap that is; shown with it."),
        new("WUJIN_TIANDITU_KEY", "none", "Key of Tianditu (天地图); offers its vector map and its imagery as basemaps."),
        new("WUJIN_MAP_APPROVAL", "none", "Map approval number (审图号), printed on maps."),
        new("WUJIN_MAP_CLASSIFICATION", "none", "Classification (密级), printed on maps."),
    ];

    /// <summary>Nothing set.</summary>
    public static MapSettings None { get; } = new([], null, null);

    /// <summary>Scheme, host and port of all basemaps, for the content security policy of the page.</summary>
    [JsonIgnore]
    public IEnumerable<string> Origins => Basemaps.SelectMany(b => b.Tiles).Select(t => new Uri(t.Replace('{', '_').Replace('}', '_')).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);

    /// <summary>Reads the variables.</summary>
    /// <exception cref="UsageException">One of them makes no sense.</exception>
    internal static MapSettings From(Func<string, string?> value)
    {
        var basemaps = new List<Basemap>();
        if (value("WUJIN_TIANDITU_KEY") is { } key)
        {
            basemaps.Add(new Basemap("tianditu-vector", "天地图矢量", "Tianditu map", [Tianditu("vec", key), Tianditu("cva", key)], "天地图 Tianditu"));
            basemaps.Add(new Basemap("tianditu-imagery", "天地图影像", "Tianditu imagery", [Tianditu("img", key), Tianditu("cia", key)], "天地图 Tianditu"));
        }

        if (value("WUJIN_MAP_BASEMAP") is { } template)
        {
            basemaps.Add(new Basemap("basemap", "底图", "Basemap", [Template(template)], value("WUJIN_MAP_ATTRIBUTION")));
        }

        return new MapSettings(basemaps, value("WUJIN_MAP_APPROVAL"), value("WUJIN_MAP_CLASSIFICATION"));
    }

    /// <remarks>A layer of Tianditu in the tile matrix set "w", Web Mercator, by its WMTS.</remarks>
    private static string Tianditu(string layer, string key) =>
        $"https://t0.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={Uri.EscapeDataString(key)}";

    private static string Template(string given)
    {
        var template = given
            .Replace("{TileMatrix}", "{z}", StringComparison.OrdinalIgnoreCase)
            .Replace("{TileCol}", "{x}", StringComparison.OrdinalIgnoreCase)
            .Replace("{TileRow}", "{y}", StringComparison.OrdinalIgnoreCase);
        var isWhole = Placeholders.All(p => template.Contains(p, StringComparison.Ordinal));
        return isWhole && Uri.TryCreate(template.Replace('{', '_').Replace('}', '_'), UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && !given.Any(c => char.IsWhiteSpace(c) || c is ';' or ',' or '\'' or '"')
            ? template
            : throw new UsageException($"WUJIN_MAP_BASEMAP is \"{given}\", but must be an address such as https://HOST/PATH/{{z}}/{{x}}/{{y}}.png.");
    }
}
