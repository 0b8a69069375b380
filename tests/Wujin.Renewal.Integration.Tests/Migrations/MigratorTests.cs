using DbUp.Engine;
using Npgsql;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Migrations;
using Wujin.Renewal.Testing.Database;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Migrations;

public sealed class MigratorTests
{
    private static readonly SqlScript First = new("0001_first.sql", "CREATE TABLE renewal.first (x int); SELECT $body$ $name$ $body$;");
    private static readonly SqlScript Second = new("0002_second.sql", "CREATE TABLE renewal.second (x int);");
    private static readonly SqlScript Broken = new("0002_second.sql", "CREATE TABLE renewal.second (x int); SELECT 1 / 0;");

    [Fact]
    public async Task The_programs_own_scripts_bring_an_empty_database_up_to_date_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        Assert.Equal(MigrationScripts.Names, Migrator.Migrate(database.ConnectionString));
        Assert.Empty(Migrator.Migrate(database.ConnectionString));
    }

    [Fact]
    public async Task A_script_and_its_line_in_the_journal_are_one_transaction()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        Migrator.Migrate(database.ConnectionString, [First, Second]);

        Assert.Equal(2L, await ScalarAsync(database, """
            SELECT count(*)
            FROM renewal.migration AS journal
            JOIN pg_class AS made ON journal.scriptname LIKE '%' || made.relname || '.sql' AND made.xmin = journal.xmin
            """));
    }

    [Fact]
    public async Task A_script_may_hold_any_syntax_of_the_server()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        Migrator.Migrate(database.ConnectionString, [new("0001_atomic.sql", """
            CREATE FUNCTION renewal.one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 2; SELECT 1; END;
            DO $$ BEGIN PERFORM renewal.one(); END $$;
            """)]);

        Assert.Equal(1, await ScalarAsync(database, "SELECT renewal.one()"));
    }

    [Fact]
    public async Task A_syntax_error_is_reported_with_its_line()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        var error = Assert.Throws<MigrationException>(() => Migrator.Migrate(database.ConnectionString, [new("0001_typo.sql", "SELECT 1;\nSELECT 2;\nSELEKT 3;")]));

        Assert.Contains("in line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_script_is_rolled_back_whole_and_those_before_it_stay()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        var error = Assert.Throws<MigrationException>(() => Migrator.Migrate(database.ConnectionString, [First, Broken]));

        Assert.Contains("0002_second.sql", error.Message, StringComparison.Ordinal);
        Assert.Contains("division by zero", error.Message, StringComparison.Ordinal);
        Assert.Equal(true, await ScalarAsync(database, "SELECT to_regclass('renewal.first') IS NOT NULL AND to_regclass('renewal.second') IS NULL"));
        Assert.Equal(["0002_second.sql"], Migrator.Migrate(database.ConnectionString, [First, Second]));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        Migrator.Migrate(database.ConnectionString, [First, Second]);

        var error = Assert.Throws<MigrationException>(() => Migrator.Migrate(database.ConnectionString, [First]));

        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Two_programs_that_start_together_apply_each_script_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.Migrate(database.ConnectionString, [First, Second]))));

        Assert.Equal([First.Name, Second.Name], applied.SelectMany(names => names).Order());
    }

    [Fact]
    public async Task A_user_who_may_not_create_PostGIS_is_told_who_can()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using (var create = database.DataSource.CreateCommand("CREATE ROLE planner LOGIN PASSWORD 'p'; GRANT ALL ON DATABASE " + NameOf(database) + " TO planner"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var asPlanner = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "planner", Password = "p" };
        var error = Assert.Throws<DatabaseRequirementException>(() => Migrator.Migrate(asPlanner.ConnectionString));

        Assert.Contains("CREATE EXTENSION postgis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_UTF8_is_refused()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using (var create = database.DataSource.CreateCommand("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var latin = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "latin" };

        Assert.Contains("UTF8", Assert.Throws<DatabaseRequirementException>(() => Migrator.Migrate(latin.ConnectionString)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.3.2", true)]
    [InlineData("3.4.0dev", true)]
    [InlineData("3.10.1", true)]
    [InlineData("3.2.9", false)]
    [InlineData(null, false)]
    public void PostGIS_3_3_is_the_oldest_that_will_do(string? version, bool isEnough) =>
        Assert.Equal(isEnough, DatabaseRequirements.IsEnough(version));

    private static string NameOf(TestDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static async Task<object?> ScalarAsync(TestDatabase database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
