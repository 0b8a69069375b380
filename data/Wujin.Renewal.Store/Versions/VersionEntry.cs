namespace Wujin.Renewal.Store.Versions;

/// <summary>What a version came from.</summary>
public enum VersionOperation
{
    /// <summary>The feature was recorded, or recorded again after a deletion.</summary>
    Insert,

    /// <summary>It was changed.</summary>
    Update,

    /// <summary>It was deleted; the version holds no feature.</summary>
    Delete,
}

/// <summary>One version of a feature in the list of its versions.</summary>
/// <param name="Version">Its number, from 1, without gaps.</param>
/// <param name="Operation">What it came from.</param>
/// <param name="RecordedAt">When it was recorded, stamped at commit.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="IsOverwrite">It was written without regard to what was there (<c>If-Match: *</c>).</param>
/// <param name="Changed">Of an update, the properties that differ from the version before, and <c>geometry</c>; of others, empty.</param>
public sealed record VersionEntry(
    long Version, VersionOperation Operation, DateTimeOffset RecordedAt, string Actor, string? Reason, bool IsOverwrite, IReadOnlyList<string> Changed);

/// <summary>What was gained and lost between two outlines.</summary>
/// <param name="Gained">Area of the later outline that the earlier lacks, MultiPolygon as EWKB; null where there is none.</param>
/// <param name="GainedM2">Its area in m²; 0 where there is none.</param>
/// <param name="Lost">Area of the earlier outline that the later lacks, MultiPolygon as EWKB; null where there is none.</param>
/// <param name="LostM2">Its area in m²; 0 where there is none.</param>
public sealed record AreaDifference(byte[]? Gained, double GainedM2, byte[]? Lost, double LostM2);
