namespace Wujin.Renewal.Store.Features;

/// <summary>What the features of a collection cover at present.</summary>
/// <param name="Box">The box around all geometries, or null where there is none.</param>
/// <param name="Time">The interval around all times, open where a feature's time is open; null where no feature has a time.</param>
/// <param name="Count">How many features there are.</param>
/// <param name="DemoCount">How many of them are made up (<c>is_demo</c>).</param>
/// <param name="SchematicCount">How many of them are schematic (<c>is_schematic</c>).</param>
public sealed record CollectionExtent(BoundingBox? Box, DateInterval? Time, long Count, long DemoCount, long SchematicCount);
