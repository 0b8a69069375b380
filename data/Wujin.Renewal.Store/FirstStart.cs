using Npgsql;
using Wujin.Renewal.Store.Demonstration;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store;

/// <summary>
/// Fills a register that never held anything: reference data, and made-up sites to look at. What was recorded once stays recorded, so
/// deleted rows do not come back. Each half is one transaction: after a crash there is all of it or nothing. Cheap where there is nothing to
/// do; safe when several processes start at once.
/// </summary>
public static class FirstStart
{
    /// <summary>The actor in the history.</summary>
    public const string Actor = "system:first-start";

    /// <summary>Loads towns, places, platforms and tiers, each where none was ever recorded.</summary>
    /// <param name="source">The register, migrated.</param>
    /// <param name="cancellation">Undoes what is under way.</param>
    /// <returns>How many rows were loaded.</returns>
    /// <exception cref="IOException">A file of the reference data is missing beside the application.</exception>
    /// <exception cref="InvalidDataException">A file of the reference data is not what it should be.</exception>
    public static Task<int> LoadReferenceAsync(NpgsqlDataSource source, CancellationToken cancellation) =>
        FirstTransaction.RunAsync(
            source,
            "首次启动：装入参考数据 (first start: reference data)",
            ["town", "place", "platform", "tier"],
            ReferenceLoading.LoadAsync,
            cancellation);

    /// <summary>Loads made-up sites, constraint areas and yearly targets, where no site was ever recorded.</summary>
    /// <param name="source">The register, migrated, with its towns.</param>
    /// <param name="cancellation">Undoes what is under way.</param>
    /// <returns>How many sites were loaded.</returns>
    /// <exception cref="IOException">A file of the reference data is missing beside the application.</exception>
    /// <exception cref="InvalidDataException">A file of the reference data is not what it should be.</exception>
    public static Task<int> LoadDemonstrationAsync(NpgsqlDataSource source, CancellationToken cancellation) =>
        FirstTransaction.RunAsync(
            source,
            "首次启动：装入虚构示例数据 (first start: made-up demonstration data)",
            ["site"],
            DemonstrationLoading.LoadAsync,
            cancellation);
}
