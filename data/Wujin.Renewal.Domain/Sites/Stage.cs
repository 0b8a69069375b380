namespace Wujin.Renewal.Domain.Sites;

/// <summary>Where a site stands in its programme, 阶段.</summary>
public enum Stage
{
    /// <summary>摸底: found and listed; the only stage in which the outline may still be missing.</summary>
    Surveyed,

    /// <summary>申报: put forward for a yearly plan.</summary>
    Proposed,

    /// <summary>批复: approved.</summary>
    Approved,

    /// <summary>施工: works under way.</summary>
    Construction,

    /// <summary>竣工: works finished.</summary>
    Completed,

    /// <summary>验收: accepted; the end of the normal course.</summary>
    Accepted,

    /// <summary>暂停: stopped for now; resumes at the stage it left.</summary>
    Suspended,

    /// <summary>取消: given up; no way back.</summary>
    Cancelled,
}

/// <summary>Spellings of stages and the transitions a site may make.</summary>
/// <remarks>
/// The database enforces the same table (<c>renewal.stage_transition</c>) whatever client writes; a test holds the two together.
/// </remarks>
public static class Stages
{
    private static readonly Dictionary<Stage, Stage[]> Next = new()
    {
        [Stage.Surveyed] = [Stage.Proposed, Stage.Suspended, Stage.Cancelled],
        [Stage.Proposed] = [Stage.Surveyed, Stage.Approved, Stage.Suspended, Stage.Cancelled],
        [Stage.Approved] = [Stage.Construction, Stage.Suspended, Stage.Cancelled],
        [Stage.Construction] = [Stage.Completed, Stage.Suspended, Stage.Cancelled],
        [Stage.Completed] = [Stage.Construction, Stage.Accepted],
        [Stage.Accepted] = [],
        [Stage.Suspended] = [Stage.Cancelled],
        [Stage.Cancelled] = [],
    };

    /// <summary>The code stored in the database and served in JSON: the English name in lower case.</summary>
    public static string Code(this Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>Reads a stage code.</summary>
    /// <returns>False when <paramref name="code"/> is not one of the eight codes.</returns>
    public static bool TryParse(string? code, out Stage stage)
    {
        foreach (var candidate in Enum.GetValues<Stage>())
        {
            if (candidate.Code() == code)
            {
                stage = candidate;
                return true;
            }
        }

        stage = default;
        return false;
    }

    /// <summary>The stages a site may move to from <paramref name="current"/>.</summary>
    /// <param name="current">The stage the site is in.</param>
    /// <param name="before">For a suspended site, the stage it was suspended from: it may resume there.</param>
    public static IReadOnlyList<Stage> Allowed(Stage current, Stage? before = null) =>
        current == Stage.Suspended && before is { } resumed ? [resumed, .. Next[current]] : Next[current];
}
