using Npgsql;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Cluster;
using Wujin.Renewal.Store.Migrations;

namespace Wujin.Renewal.Api.Hosting;

/// <summary>
/// The register's database, migrated and ready, for the service or for a verb:
/// <c>await using var database = await OpenDatabase.OpenAsync(options, progress, cancellation);</c>.
/// On the private cluster, whoever comes first starts it and whoever leaves last stops it.
/// </summary>
internal sealed class OpenDatabase : IAsyncDisposable
{
    private readonly PrivateCluster? _cluster;

    private OpenDatabase(PrivateCluster? cluster, string connectionString)
    {
        _cluster = cluster;
        Register = new RegisterDatabase(connectionString);
    }

    /// <summary>The pool of connections.</summary>
    public RegisterDatabase Register { get; }

    /// <summary>Opens it; a register that never held reference data gets it first.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="progress">Told in one line each what takes long or is unexpected; usually standard error.</param>
    /// <param name="cancellation">Gives up and leaves things as they were.</param>
    /// <exception cref="StoreException">There is no usable database; the message says what to do.</exception>
    /// <exception cref="UsageException">The connection string cannot be read.</exception>
    public static async Task<OpenDatabase> OpenAsync(ServiceOptions options, TextWriter progress, CancellationToken cancellation)
    {
        var database = await ConnectAsync(options, progress, cancellation);
        try
        {
            if (await FirstStart.LoadReferenceAsync(database.Register.DataSource, cancellation) is > 0 and var rows)
            {
                await progress.WriteLineAsync($"database: loaded {rows} towns, places, platforms and tiers");
            }

            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads made-up sites where none was ever recorded, unless they are not wanted.</summary>
    public async Task LoadDemonstrationAsync(ServiceOptions options, TextWriter progress, CancellationToken cancellation)
    {
        if (options.IsDemonstrationWanted && await FirstStart.LoadDemonstrationAsync(Register.DataSource, cancellation) is > 0 and var sites)
        {
            await progress.WriteLineAsync($"database: loaded {sites} made-up demonstration sites (WUJIN_DEMO=0 leaves them out)");
        }
    }

    /// <summary>Closes the connections and lets go of the private cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        await Register.DisposeAsync();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    private static async Task<OpenDatabase> ConnectAsync(ServiceOptions options, TextWriter progress, CancellationToken cancellation)
    {
        if (options.DatabaseConnectionString is { } elsewhere)
        {
            return Open(null, Parse(elsewhere), progress);
        }

        var cluster = await PrivateCluster.OpenAsync(options.Home, options.Cluster, progress.WriteLine, cancellation);
        try
        {
            return Open(cluster, cluster.ConnectionString, progress);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static OpenDatabase Open(PrivateCluster? cluster, string connectionString, TextWriter progress)
    {
        try
        {
            Migrator.Migrate(connectionString, script => progress.WriteLine($"database: applied {script}"));
        }
        catch (NpgsqlException error) when (cluster is null)
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            throw new WorkFailedException(
                $"Database \"{settings.Database}\" at {settings.Host}:{settings.Port} cannot be used ({error.Message.ReplaceLineEndings(" ")}): check WUJIN_DATABASE.",
                error);
        }

        return new OpenDatabase(cluster, connectionString);
    }

    private static string Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).ConnectionString;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new UsageException(
                $"WUJIN_DATABASE cannot be read ({error.Message.ReplaceLineEndings(" ")}): write it as Host=…;Database=…;Username=…;Password=….");
        }
    }
}
