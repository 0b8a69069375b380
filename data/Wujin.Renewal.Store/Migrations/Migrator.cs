using DbUp.Engine;
using Npgsql;

namespace Wujin.Renewal.Store.Migrations;

/// <summary>
/// Brings a database to the schema of this program, forward only.
/// <para>
/// A script and its line in the journal (<c>renewal.migration</c>) are one transaction, so a crash leaves a script
/// either done and written down, or not done at all; running again goes on from there. Processes that start
/// together take turns on an advisory lock.
/// </para>
/// </summary>
public static class Migrator
{
    /// <summary>The schema that holds the register and its migration journal.</summary>
    public const string Schema = "renewal";

    /// <summary>The table in <see cref="Schema"/> that lists the scripts already applied.</summary>
    public const string JournalTable = "migration";

    /// <summary>Key of the advisory lock, unique to this program within a database: "WujinMig" in ASCII.</summary>
    private const long LockKey = 0x57756A_696E4D6967;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Applies every script that the journal does not list yet. Safe to call at every start.</summary>
    /// <param name="connectionString">Database to migrate; it must exist, and its user must be allowed to create in it.</param>
    /// <param name="scriptApplied">Called with the name of each script after it is committed; null for silence.</param>
    /// <returns>The names of the scripts applied by this call, in order; empty when there was nothing to do.</returns>
    /// <exception cref="MigrationException">
    /// A script failed (it is rolled back), or the database was migrated by a newer version of this program.
    /// </exception>
    /// <exception cref="DatabaseRequirementException">The server is too old, or PostGIS is missing or too old.</exception>
    public static IReadOnlyList<string> Migrate(string connectionString, Action<string>? scriptApplied = null) =>
        Migrate(connectionString, [.. MigrationScripts.Read()], scriptApplied);

    /// <summary>As the public overload, with given scripts in the order in which they are to run.</summary>
    internal static IReadOnlyList<string> Migrate(
        string connectionString, IReadOnlyList<SqlScript> scripts, Action<string>? scriptApplied = null)
    {
        using var dataSource = OpenDataSource(connectionString);
        using var guard = dataSource.OpenConnection();
        TakeLock(guard);
        DatabaseRequirements.Ensure(guard);
        Execute(guard, $"CREATE SCHEMA IF NOT EXISTS {Schema}");
        RefuseNewerDatabase(guard, scripts);
        return Apply(dataSource, scripts, scriptApplied);
    }

    private static NpgsqlDataSource OpenDataSource(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "wujin-renewal migrate",
            // A pooled session would keep the advisory lock beyond this call.
            Pooling = false,
            // An index over a large register takes as long as it takes.
            CommandTimeout = 0,
            SearchPath = RegisterDatabase.SearchPath,
        };
        return NpgsqlDataSource.Create(settings.ConnectionString);
    }

    private static void TakeLock(NpgsqlConnection guard)
    {
        try
        {
            Execute(guard, $"SET lock_timeout = {(long)LockTimeout.TotalMilliseconds}");
            Execute(guard, $"SELECT pg_advisory_lock({LockKey})");
            Execute(guard, "SET lock_timeout = 0");
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new MigrationException(
                $"Another process has been migrating this database for {LockTimeout.TotalMinutes:0} minutes: wait for it or stop it, then start again.",
                error);
        }
    }

    private static void RefuseNewerDatabase(NpgsqlConnection guard, IReadOnlyList<SqlScript> scripts)
    {
        var known = scripts.Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = ReadJournal(guard).Where(name => !known.Contains(name)).ToList();
        if (unknown.Count > 0)
        {
            throw new MigrationException(
                $"The database was migrated by a newer version of this program (it has {string.Join(", ", unknown)}): "
                + "upgrade the program, or use another database.");
        }
    }

    private static List<string> ReadJournal(NpgsqlConnection guard)
    {
        using var exists = new NpgsqlCommand($"SELECT to_regclass('{Schema}.{JournalTable}') IS NOT NULL", guard);
        if (exists.ExecuteScalar() is not true)
        {
            return [];
        }

        using var command = new NpgsqlCommand($"SELECT scriptname FROM {Schema}.{JournalTable} ORDER BY scriptname", guard);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static List<string> Apply(NpgsqlDataSource dataSource, IReadOnlyList<SqlScript> scripts, Action<string>? scriptApplied)
    {
        var order = scripts.Select((script, index) => (script.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index);
        var engine = PostgresqlExtensions.PostgresqlDatabase(new WholeScriptConnectionManager(dataSource), Schema)
            .WithScripts(scripts)
            .WithScriptSorter(unsorted => unsorted.OrderBy(script => order[script.Name]))
            .JournalToPostgresqlTable(Schema, JournalTable)
            .WithTransactionPerScript()
            .WithExecutionTimeout(TimeSpan.Zero)
            // $name$ is a dollar quote in PL/pgSQL, not a variable.
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        engine.ScriptExecuted += (_, executed) => scriptApplied?.Invoke(((ScriptExecutedEventArgs)executed).Script.Name);

        var result = engine.PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new MigrationException(Describe(result), result.Error);
    }

    private static string Describe(DatabaseUpgradeResult result)
    {
        var reason = result.Error is PostgresException error
            ? $"{error.MessageText}{LineOf(error)} (SQLSTATE {error.SqlState})"
            : result.Error.Message;
        return $"Migration {result.ErrorScript?.Name ?? "journal"} failed and was rolled back: {reason}".ReplaceLineEndings(" ");
    }

    private static string LineOf(PostgresException error) =>
        error is { InternalPosition: > 0, InternalQuery: { } script }
            ? $" in line {1 + script.AsSpan(0, Math.Min(error.InternalPosition, script.Length)).Count('\n')}"
            : string.Empty;

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
