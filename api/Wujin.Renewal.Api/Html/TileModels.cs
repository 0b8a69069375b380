using Wujin.Renewal.Api.Tiles;

namespace Wujin.Renewal.Api.Html;

/// <summary>A tileset.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record TileSetModel(PageFrame Frame, TileSetDocument Document);

/// <summary>A tile matrix set.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record TileMatrixSetModel(PageFrame Frame, TileMatrixSetDocument Document);
