using Microsoft.Data.Sqlite;

namespace Wujin.Renewal.Api.GeoPackages;

/// <summary>A GeoPackage 1.3 (OGC 12-128r18) that is written once: tables of features in EPSG:4326, and tables without geometry.</summary>
internal sealed class GeoPackageFile
{
    private const string Schema = """
        PRAGMA application_id = 1196444487;
        PRAGMA user_version = 10300;
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL), ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
            ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL PRIMARY KEY, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
        """;

    private readonly SqliteConnection _connection;

    private GeoPackageFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Writes a file: it appears whole or not at all, in the place of one that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fill">Adds the tables.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, Action<GeoPackageFile> fill)
    {
        var temporary = $"{path}.{Environment.ProcessId:x}.new";
        try
        {
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = temporary, Pooling = false }.ToString()))
            {
                connection.Open();
                var file = new GeoPackageFile(connection);
                file.Execute(Schema);
                using var transaction = connection.BeginTransaction();
                fill(file);
                transaction.Commit();
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (SqliteException wrong)
        {
            throw new IOException($"{path} cannot be written: {wrong.Message}", wrong);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Adds a table of features; the first value of a row is its number, the second its geometry.</summary>
    /// <param name="name">Name of the table.</param>
    /// <param name="key">Name of the column of numbers.</param>
    /// <param name="geometryType">Such as <c>LINESTRING</c>.</param>
    /// <param name="columns">The other columns with their types; names and types are this program's, never of users.</param>
    public GeoPackageTable Features(string name, string key, string geometryType, params ReadOnlySpan<string> columns)
    {
        var table = Create(name, key, "features", 4326, ["geom BLOB NOT NULL", .. columns]);
        Execute($"INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', '{geometryType}', 4326, 0, 0)");
        return table;
    }

    /// <summary>Adds a table without geometry; the first value of a row is its number.</summary>
    /// <param name="name">Name of the table.</param>
    /// <param name="columns">The other columns with their types.</param>
    public GeoPackageTable Attributes(string name, params ReadOnlySpan<string> columns) => Create(name, "id", "attributes", 0, columns);

    private GeoPackageTable Create(string name, string key, string kind, int crs, ReadOnlySpan<string> columns)
    {
        Execute($"CREATE TABLE {name} ({key} INTEGER PRIMARY KEY, {string.Join(", ", columns!)})");
        Execute($"INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{name}', '{kind}', '{name}', {crs})");
        return new GeoPackageTable(_connection, name, 1 + columns.Length);
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns are constants of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
