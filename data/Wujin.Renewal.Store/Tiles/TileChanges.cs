namespace Wujin.Renewal.Store.Tiles;

/// <summary>How far a reader has followed the changes of the register.</summary>
/// <param name="Recorded">Stamp of the latest change seen; null where there was none yet.</param>
/// <param name="ServerStart">When the database server was started: another server, another course of changes.</param>
/// <param name="Generations">What <see cref="TileLayer.Generation"/> gave, by layer; null for layers with a history.</param>
public sealed record TilePosition(DateTime? Recorded, DateTime ServerStart, IReadOnlyList<string?> Generations);

/// <summary>An area in which something of a layer changed.</summary>
/// <param name="Layer">Index among the layers, those of <see cref="TileLayers.All"/>.</param>
/// <param name="Window">Where.</param>
public readonly record struct ChangedArea(int Layer, TileWindow Window);

/// <summary>What changed since an earlier position.</summary>
/// <param name="Position">The position now.</param>
/// <param name="Areas">Where; null where too much changed to say, or nobody knows: then everything may have.</param>
public sealed record TileChanges(TilePosition Position, IReadOnlyList<ChangedArea>? Areas);
