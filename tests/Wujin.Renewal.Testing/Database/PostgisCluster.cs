using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Wujin.Renewal.Store.Cluster;
using Wujin.Renewal.Store.Migrations;

namespace Wujin.Renewal.Testing.Database;

/// <summary>
/// One real PostGIS per test process: started by the first test that asks, gone when the process ends, and swept by the next run
/// when the process was killed. A machine without PostGIS fails the test that asks.
/// </summary>
public sealed class PostgisCluster
{
    private const string Template = "migrated_template";

    private static readonly Lazy<Task<PostgisCluster>> Shared = new(StartAsync);

    private readonly ThrowAwayCluster _cluster;
    private readonly NpgsqlDataSource _administration;
    private int _databases;

    private PostgisCluster(ThrowAwayCluster cluster)
    {
        _cluster = cluster;
        _administration = NpgsqlDataSource.Create(cluster.ConnectionString("postgres"));
    }

    /// <summary>The cluster of this process.</summary>
    public static Task<PostgisCluster> SharedAsync() => Shared.Value;

    /// <summary>Connection string of a database of this cluster, as superuser.</summary>
    public string ConnectionString(string database) => _cluster.ConnectionString(database);

    /// <summary>Creates a database with the register's schema and no rows (a copy of a template), or without anything in it.</summary>
    /// <returns>Its name.</returns>
    internal async Task<string> CreateDatabaseAsync(bool isMigrated)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(isMigrated ? $"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY file_copy" : $"CREATE DATABASE {name} TEMPLATE template0");
        return name;
    }

    /// <summary>Drops a database, whoever is still connected to it.</summary>
    internal Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static async Task<PostgisCluster> StartAsync()
    {
        var cluster = await ThrowAwayCluster.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var shared = new PostgisCluster(cluster);
        await shared.ExecuteAsync($"CREATE DATABASE {Template} TEMPLATE template0");
        Migrator.Migrate(cluster.ConnectionString(Template));
        return shared;
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Names are made here.")]
    private async Task ExecuteAsync(string sql)
    {
        await using var command = _administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
