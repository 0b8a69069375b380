namespace Wujin.Renewal.Store.Scenarios;

/// <summary>What is written of a scenario.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Description">What it is about.</param>
/// <param name="CostWan">What it costs, 万元; null where that is not known.</param>
/// <param name="IsDemo">Made up for demonstration.</param>
/// <param name="EditsJson">A JSON array of GeoJSON features, one an edit; judged already.</param>
public sealed record ScenarioDraft(string Code, string NameZh, string? NameEn, string? Description, decimal? CostWan, bool IsDemo, string EditsJson);

/// <summary>A scenario as recorded.</summary>
/// <param name="Key">The paging key.</param>
/// <param name="Draft">What was written.</param>
/// <param name="EditCount">How many edits.</param>
/// <param name="Version">Version number, from 1.</param>
/// <param name="UpdatedAt">When the version was recorded.</param>
/// <param name="UpdatedBy">By whom.</param>
/// <param name="Reason">Why, where given.</param>
public sealed record Scenario(long Key, ScenarioDraft Draft, int EditCount, long Version, DateTimeOffset UpdatedAt, string UpdatedBy, string? Reason)
{
    /// <summary>The version records that it was deleted.</summary>
    public bool IsDeleted { get; init; }
}
