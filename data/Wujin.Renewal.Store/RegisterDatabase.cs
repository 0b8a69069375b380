using Microsoft.Extensions.Logging;
using Npgsql;

namespace Wujin.Renewal.Store;

/// <summary>
/// The register's database as everything in the process uses it: a pool of connections for everybody and one for readers,
/// with the settings that hold for every session. Make one per process, dispose it last.
/// </summary>
public sealed class RegisterDatabase : IAsyncDisposable
{
    /// <summary>Where unqualified names are looked up, in the service and in migrations alike.</summary>
    public const string SearchPath = "renewal, public";

    /// <summary>
    /// Settings every session starts with. A writer that stalls in mid-transaction must not hold its locks for ever; a client that
    /// hangs up must not keep a query running; the statement timeout is the last resort behind the command timeout, which
    /// unlike it does not count the time a slow reader takes to fetch a long answer.
    /// </summary>
    private const string SessionSettings =
        "-c statement_timeout=30min -c lock_timeout=20s -c idle_in_transaction_session_timeout=2min -c client_connection_check_interval=5s";

    /// <summary>Opens nothing yet: the first use does.</summary>
    /// <param name="connectionString">
    /// Npgsql connection string. What it says about timeouts, pool, application name and session options is kept; the rest gets the defaults here.
    /// </param>
    /// <param name="loggerFactory">Where the driver logs; null for nowhere.</param>
    public RegisterDatabase(string connectionString, ILoggerFactory? loggerFactory = null)
    {
        DataSource = Build(WithDefaults(connectionString), "register", loggerFactory);
        var reading = new NpgsqlConnectionStringBuilder(WithDefaults(connectionString))
        {
            // A page is a megabyte: fewer, larger reads from the socket. And those who only read leave nothing in a session that would
            // have to be reset before the next: the reset costs a single feature a third of its time.
            ReadBufferSize = 64 * 1024,
            NoResetOnClose = true,
        };
        Reading = Build(reading.ConnectionString, "register-reading", loggerFactory);
    }

    /// <summary>The pool. Take a connection, use it, dispose it: <c>await using var connection = await DataSource.OpenConnectionAsync(ct)</c>.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>
    /// A pool for statements that only read and set nothing in their session. Kept apart so that long exports never take the last connection
    /// from a writer, and so that it can be pointed at hot standbys.
    /// </summary>
    public NpgsqlDataSource Reading { get; }

    /// <summary>The same connection string with the defaults of <see cref="RegisterDatabase"/> filled in, password included.</summary>
    internal static string WithDefaults(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = SearchPath };
        var given = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = settings.ConnectionString };
        void Default(string keyword, object value)
        {
            if (!given.ContainsKey(keyword))
            {
                settings[keyword] = value;
            }
        }

        Default("Application Name", "wujin-renewal");
        Default("Timeout", 10);
        Default("Command Timeout", 60);
        Default("Maximum Pool Size", 20);
        Default("Connection Idle Lifetime", 120);
        Default("Max Auto Prepare", 100);
        Default("Auto Prepare Min Usages", 2);
        Default("Options", SessionSettings);
        return settings.ConnectionString;
    }

    /// <summary>Closes every connection of both pools.</summary>
    public async ValueTask DisposeAsync()
    {
        await Reading.DisposeAsync().ConfigureAwait(false);
        await DataSource.DisposeAsync().ConfigureAwait(false);
    }

    private static NpgsqlDataSource Build(string connectionString, string name, ILoggerFactory? loggerFactory)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        builder.UseLoggerFactory(loggerFactory);
        return builder.Build();
    }
}
