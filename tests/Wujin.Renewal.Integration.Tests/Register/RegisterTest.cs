using Npgsql;
using Wujin.Renewal.Store;
using Wujin.Renewal.Testing.Database;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Register;

/// <summary>A test on a register of its own: real PostGIS, migrated, empty.</summary>
public abstract class RegisterTest : IAsyncLifetime
{
    private TestDatabase? _database;

    /// <summary>The register, for plain SQL.</summary>
    protected NpgsqlDataSource Source => _database!.DataSource;

    /// <summary>The register as the service sees it.</summary>
    protected RegisterDatabase Register => _database!.Register;

    /// <summary>Connection string of the register, as superuser.</summary>
    protected string ConnectionString => _database!.ConnectionString;

    /// <summary>Cancelled when the test run is.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
