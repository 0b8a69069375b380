using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>A link with places to fill in.</summary>
/// <param name="Href">The address; <c>{tileMatrix}</c>, <c>{tileRow}</c> and <c>{tileCol}</c> stand for numbers.</param>
/// <param name="Rel">Relation.</param>
/// <param name="Type">Media type of what the address answers with.</param>
/// <param name="Title">What it is.</param>
public sealed record TemplatedLink(string Href, string Rel, string Type, string Title)
{
    /// <summary>Always true.</summary>
    public bool Templated { get; } = true;
}

/// <summary>A box in CRS84 (OGC 17-083r4, 2D bounding box).</summary>
/// <param name="LowerLeft">South-western corner: longitude, latitude.</param>
/// <param name="UpperRight">North-eastern corner: longitude, latitude.</param>
public sealed record TileBox(double[] LowerLeft, double[] UpperRight)
{
    /// <summary>Always CRS84.</summary>
    public string Crs { get; } = Collections.CollectionDocument.Crs84;
}

/// <summary>Which tiles of a scale there are.</summary>
/// <param name="TileMatrix">The scale.</param>
/// <param name="MinTileRow">First row.</param>
/// <param name="MaxTileRow">Last row.</param>
/// <param name="MinTileCol">First column.</param>
/// <param name="MaxTileCol">Last column.</param>
public sealed record TileLimits(string TileMatrix, int MinTileRow, int MaxTileRow, int MinTileCol, int MaxTileCol);

/// <summary>An attribute of the features of a layer, as JSON Schema.</summary>
/// <param name="Type">JSON type.</param>
/// <param name="Title">Its label.</param>
public sealed record TileAttribute(string Type, string Title)
{
    /// <summary>Its values, where they are from a list.</summary>
    [JsonPropertyName("enum")]
    public IReadOnlyList<string>? Values { get; init; }
}

/// <summary>The attributes of the features of a layer, as JSON Schema.</summary>
/// <param name="Properties">By name.</param>
public sealed record TileAttributes(IReadOnlyDictionary<string, TileAttribute> Properties)
{
    /// <summary>Always <c>object</c>.</summary>
    public string Type { get; } = "object";
}

/// <summary>A layer of a tileset (OGC 17-083r4, tileset metadata).</summary>
/// <param name="Id">Name of the layer in the tiles.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">Description.</param>
/// <param name="GeometryDimension">2 for areas, 0 for points. Small areas are drawn as points.</param>
/// <param name="MinTileMatrix">First scale at which it is drawn.</param>
/// <param name="MaxTileMatrix">Last scale.</param>
/// <param name="PropertiesSchema">Attributes of its features.</param>
public sealed record TileLayerDocument(
    string Id, string Title, string Description, int GeometryDimension, string MinTileMatrix, string MaxTileMatrix, TileAttributes PropertiesSchema)
{
    /// <summary>Always <c>vector</c>.</summary>
    public string DataType { get; } = "vector";
}

/// <summary>A tileset as a list of tilesets names it.</summary>
/// <param name="Title">Title.</param>
/// <param name="Links">The tileset itself, its tile matrix set, and its tiles.</param>
public record TileSetEntry([property: JsonPropertyOrder(-5)] string Title, [property: JsonPropertyOrder(9)] IReadOnlyList<object> Links)
{
    /// <summary>Always <c>vector</c>.</summary>
    [JsonPropertyOrder(-4)]
    public string DataType { get; } = "vector";

    /// <summary>Coordinate system of the tiles.</summary>
    [JsonPropertyOrder(-3)]
    public string Crs { get; } = WebMercatorQuad.Crs;

    /// <summary>The registered tile matrix set.</summary>
    [JsonPropertyName("tileMatrixSetURI"), JsonPropertyOrder(-2)]
    public string TileMatrixSetUri { get; } = WebMercatorQuad.Uri;
}

/// <summary>A tileset (OGC 17-083r4, tileset metadata).</summary>
/// <param name="Title">Title.</param>
/// <param name="Links">Itself, its tile matrix set, its tiles, its TileJSON.</param>
/// <param name="Description">Description.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="TileMatrixSetLimits">Which tiles there are: those of the scales 0 to 16, empty where nothing is.</param>
/// <param name="BoundingBox">What the features cover; absent where there is none.</param>
public sealed record TileSetDocument(
    string Title, IReadOnlyList<object> Links, string Description, IReadOnlyList<TileLayerDocument> Layers, IReadOnlyList<TileLimits> TileMatrixSetLimits, TileBox? BoundingBox)
    : TileSetEntry(Title, Links);

/// <summary>The list of the tilesets of a collection or of the whole map.</summary>
/// <param name="Links">Links.</param>
/// <param name="Tilesets">The tilesets: one.</param>
public sealed record TileSetList(IReadOnlyList<Link> Links, IReadOnlyList<TileSetEntry> Tilesets);

/// <summary>The tile matrix sets that tiles come in.</summary>
/// <param name="Links">Links.</param>
/// <param name="TileMatrixSets">WebMercatorQuad.</param>
public sealed record TileMatrixSetList(IReadOnlyList<Link> Links, IReadOnlyList<TileMatrixSetEntry> TileMatrixSets);

/// <summary>A tile matrix set as a list names it.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Title">Title.</param>
/// <param name="Uri">URI under which OGC registers it.</param>
/// <param name="Crs">Coordinate system.</param>
/// <param name="Links">The tile matrix set itself.</param>
public sealed record TileMatrixSetEntry(string Id, string Title, string Uri, string Crs, IReadOnlyList<Link> Links);

/// <summary>A layer as TileJSON describes it.</summary>
/// <param name="Id">Name of the layer in the tiles.</param>
/// <param name="Fields">What its attributes are, by name.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Minzoom">First zoom.</param>
/// <param name="Maxzoom">Last zoom.</param>
public sealed record TileJsonLayer(string Id, IReadOnlyDictionary<string, string> Fields, string Description, int Minzoom, int Maxzoom);

/// <summary>TileJSON 3.0.0, what MapLibre reads.</summary>
/// <param name="Tiles">Address of a tile, with <c>{z}</c>, <c>{y}</c> and <c>{x}</c>.</param>
/// <param name="Name">Title.</param>
/// <param name="Description">Description.</param>
/// <param name="Minzoom">First zoom.</param>
/// <param name="Maxzoom">Last zoom.</param>
/// <param name="Bounds">West, south, east, north, degrees; absent where there is nothing.</param>
/// <param name="Center">Longitude, latitude and zoom to start with; absent where there is nothing.</param>
/// <param name="VectorLayers">The layers.</param>
public sealed record TileJson(
    IReadOnlyList<string> Tiles, string Name, string Description, int Minzoom, int Maxzoom, double[]? Bounds, double[]? Center,
    [property: JsonPropertyName("vector_layers")] IReadOnlyList<TileJsonLayer> VectorLayers)
{
    /// <summary>Always <c>3.0.0</c>.</summary>
    [JsonPropertyOrder(-2)]
    public string Tilejson { get; } = "3.0.0";

    /// <summary>Rows count from the north.</summary>
    [JsonPropertyOrder(-1)]
    public string Scheme { get; } = "xyz";
}
