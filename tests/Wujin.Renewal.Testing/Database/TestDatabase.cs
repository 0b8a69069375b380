using Npgsql;
using Wujin.Renewal.Store;

namespace Wujin.Renewal.Testing.Database;

/// <summary>
/// A database of its own for one test (or one class): <c>await using var database = await TestDatabase.CreateAsync();</c>.
/// Dropped when disposed.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgisCluster _cluster;
    private readonly string _name;

    private TestDatabase(PostgisCluster cluster, string name)
    {
        _cluster = cluster;
        _name = name;
        ConnectionString = cluster.ConnectionString(name);
        Register = new RegisterDatabase(ConnectionString);
    }

    /// <summary>Connection string as superuser, over the Unix socket.</summary>
    public string ConnectionString { get; }

    /// <summary>The database as the service sees it.</summary>
    public RegisterDatabase Register { get; }

    /// <summary>Its data source, for plain SQL in tests.</summary>
    public NpgsqlDataSource DataSource => Register.DataSource;

    /// <summary>Makes a database with the schema of the register and no rows.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateAsync(isMigrated: true);

    /// <summary>Makes a database with nothing in it, not even PostGIS.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync(isMigrated: false);

    /// <summary>Drops the database under whoever uses it, for tests of a service whose database has gone.</summary>
    public Task DropAsync() => _cluster.DropDatabaseAsync(_name);

    /// <summary>Closes the pool and drops the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await Register.DisposeAsync();
        await _cluster.DropDatabaseAsync(_name);
    }

    private static async Task<TestDatabase> CreateAsync(bool isMigrated)
    {
        var cluster = await PostgisCluster.SharedAsync();
        return new TestDatabase(cluster, await cluster.CreateDatabaseAsync(isMigrated));
    }
}
