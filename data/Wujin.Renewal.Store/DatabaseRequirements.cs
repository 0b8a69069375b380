using Npgsql;

namespace Wujin.Renewal.Store;

/// <summary>What the register needs of a database: PostgreSQL 15, PostGIS 3.3, UTF-8.</summary>
public static class DatabaseRequirements
{
    /// <summary>The oldest major version of PostgreSQL that will do.</summary>
    public const int PostgresMajor = 15;

    /// <summary>The oldest version of PostGIS that will do.</summary>
    public static Version PostGis { get; } = new(3, 3);

    /// <summary>The Debian and Ubuntu command that brings both.</summary>
    public const string AptCommand = "sudo apt-get install -y postgresql-postgis";

    /// <summary>Checks the versions, and creates the extension <c>postgis</c> (schema <c>public</c>) where it is only available.</summary>
    /// <param name="connection">An open connection to the database that is to hold the register.</param>
    /// <exception cref="DatabaseRequirementException">One of the requirements is not met; the message says which, and what to do.</exception>
    public static void Ensure(NpgsqlConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var database = $"Database \"{connection.Database}\" at {connection.Host}";
        if (connection.PostgreSqlVersion.Major < PostgresMajor)
        {
            throw new DatabaseRequirementException(
                $"{database} is PostgreSQL {connection.PostgreSqlVersion}, but {PostgresMajor} or later is needed: upgrade it, or point WUJIN_DATABASE to another.");
        }

        var encoding = Scalar(connection, "SHOW server_encoding");
        if (encoding != "UTF8")
        {
            throw new DatabaseRequirementException($"{database} is encoded in {encoding}: create one with ENCODING 'UTF8' for Chinese names.");
        }

        var installed = InstalledPostGis(connection);
        if (installed is null)
        {
            CreateExtension(connection, database);
            installed = InstalledPostGis(connection);
        }

        if (!IsEnough(installed))
        {
            throw new DatabaseRequirementException(
                $"{database} has PostGIS {installed}, but {PostGis} or later is needed: upgrade the package, then run ALTER EXTENSION postgis UPDATE in it.");
        }
    }

    private static void CreateExtension(NpgsqlConnection connection, string database)
    {
        var available = Scalar(connection, "SELECT default_version FROM pg_available_extensions WHERE name = 'postgis'");
        if (available is null)
        {
            throw new DatabaseRequirementException($"{database} has no PostGIS: install it on the database server ({AptCommand}).");
        }

        try
        {
            Scalar(connection, "CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public");
            connection.ReloadTypes();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseRequirementException(
                $"User {connection.UserName} may not create PostGIS in {database}: let a superuser run CREATE EXTENSION postgis SCHEMA public in it.",
                error);
        }
    }

    private static string? InstalledPostGis(NpgsqlConnection connection) =>
        Scalar(connection, "SELECT extversion FROM pg_extension WHERE extname = 'postgis'");

    /// <summary>Whether a PostGIS version such as <c>3.3.2</c> or <c>3.4.0dev</c> is recent enough.</summary>
    internal static bool IsEnough(string? version)
    {
        var digits = new string([.. (version ?? string.Empty).TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]).TrimEnd('.');
        return Version.TryParse(digits, out var parsed) && parsed >= PostGis;
    }

    private static string? Scalar(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as string;
    }
}
