using Npgsql;

namespace Wujin.Renewal.Store.Features;

/// <summary>
/// A name for what is committed in the database at an instant: two readings that give the same name saw the same data. It changes with every
/// write by anyone, and sometimes without one; it never stays the same over a write.
/// </summary>
/// <remarks>
/// The name is the transaction snapshot (<c>xmin:xmax:running</c>) and the start of the server process. The highest change number would not do: a
/// transaction that began early and commits late changes the data without changing the maximum. A hot standby leaves running
/// transactions out of its snapshots, so there the state has no name.
/// </remarks>
public static class DatabaseState
{
    private const string Sql = """
        SELECT CASE WHEN pg_is_in_recovery() THEN NULL
            ELSE pg_current_snapshot()::text || '@' || extract(epoch FROM pg_postmaster_start_time())::text END
        """;

    /// <summary>Names the present state.</summary>
    /// <returns>The name, or null where the server cannot name it (a standby).</returns>
    public static async Task<string?> ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Sql);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as string;
    }
}
