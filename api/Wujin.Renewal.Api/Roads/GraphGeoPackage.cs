using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Roads;

/// <summary>Arcs and turns as a GeoPackage (OGC 12-128r18): the table <c>arcs</c> of lines in EPSG:4326, and the table <c>turns</c> without geometry.</summary>
internal static class GraphGeoPackage
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
        CREATE TABLE arcs (arc INTEGER PRIMARY KEY, geom BLOB NOT NULL, way_id INTEGER NOT NULL, from_junction INTEGER NOT NULL, to_junction INTEGER NOT NULL,
            class TEXT NOT NULL, name TEXT, length_mm INTEGER NOT NULL, car_ms INTEGER, car_peak_am_ms INTEGER, car_peak_pm_ms INTEGER, ebike_ms INTEGER, walk_ms INTEGER);
        CREATE TABLE turns (id INTEGER PRIMARY KEY, mode TEXT NOT NULL, from_state INTEGER NOT NULL, from_arc INTEGER NOT NULL, to_state INTEGER NOT NULL,
            to_arc INTEGER NOT NULL, turn_ms INTEGER NOT NULL);
        INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('turns', 'attributes', 'turns', 0);
        INSERT INTO gpkg_geometry_columns VALUES ('arcs', 'geom', 'LINESTRING', 4326, 0, 0);
        """;

    /// <summary>Writes it.</summary>
    public static void Write(RoadNetwork network, string path, CancellationToken cancellation)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using (var schema = connection.CreateCommand())
        {
            schema.CommandText = Schema;
            schema.ExecuteNonQuery();
        }

        using var transaction = connection.BeginTransaction();
        WriteContents(connection, network);
        WriteArcs(connection, network, cancellation);
        WriteTurns(connection, network, cancellation);
        transaction.Commit();
    }

    private static void WriteContents(SqliteConnection connection, RoadNetwork network)
    {
        var box = Box.Around(network.Points.Span);
        using var insert = new Insert(connection, "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) VALUES ('arcs', 'features', 'arcs', $0, $1, $2, $3, 4326)", 4);
        insert.Run(box.West * 1e-7, box.South * 1e-7, box.East * 1e-7, box.North * 1e-7);
    }

    private static void WriteArcs(SqliteConnection connection, RoadNetwork network, CancellationToken cancellation)
    {
        using var insert = new Insert(connection, "INSERT INTO arcs VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)", 13);
        foreach (var arc in GraphExport.Arcs(network))
        {
            cancellation.ThrowIfCancellationRequested();
            var s = network.Segments[arc >> 1];
            insert.Run(
                arc, Geometry(GraphExport.Line(network, arc)), s.WayId, network.Tail(arc), network.Head(arc), s.Class.OsmName(), s.Name == 0 ? null : network.Names[s.Name], s.LengthMm,
                GraphExport.Milliseconds(network, Profile.Car, arc), GraphExport.Milliseconds(network, Profile.CarPeakAm, arc), GraphExport.Milliseconds(network, Profile.CarPeakPm, arc),
                GraphExport.Milliseconds(network, Profile.Ebike, arc), GraphExport.Milliseconds(network, Profile.Walk, arc));
        }
    }

    private static void WriteTurns(SqliteConnection connection, RoadNetwork network, CancellationToken cancellation)
    {
        using var insert = new Insert(connection, "INSERT INTO turns (mode, from_state, from_arc, to_state, to_arc, turn_ms) VALUES ($0, $1, $2, $3, $4, $5)", 6);
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            var name = mode.ToString().ToLowerInvariant();
            var graph = network.TurnGraphs[(int)mode];
            for (var state = 0; state < graph.StateCount; state++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var t = graph.FirstTransition[state]; t < graph.FirstTransition[state + 1]; t++)
                {
                    insert.Run(name, state, graph.Edges[state], graph.Targets[t], graph.Edges[graph.Targets[t]], graph.TurnMilliseconds[t]);
                }
            }
        }
    }

    // GeoPackage header without envelope, then WKB, both little-endian (OGC 12-128r18, 2.1.3).
    private static byte[] Geometry(Position[] line)
    {
        var bytes = new byte[8 + 9 + 16 * line.Length];
        bytes[0] = (byte)'G';
        bytes[1] = (byte)'P';
        bytes[3] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 4326);
        bytes[8] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(9), 2);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(13), line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(17 + 16 * i), line[i].Longitude);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(25 + 16 * i), line[i].Latitude);
        }

        return bytes;
    }

    /// <summary>A prepared statement, run again and again.</summary>
    private sealed class Insert : IDisposable
    {
        private readonly SqliteCommand _command;

        public Insert(SqliteConnection connection, string sql, int parameters)
        {
            _command = connection.CreateCommand();
            _command.CommandText = sql;
            for (var p = 0; p < parameters; p++)
            {
                _command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${p}") });
            }
        }

        public void Run(params ReadOnlySpan<object?> values)
        {
            for (var p = 0; p < values.Length; p++)
            {
                _command.Parameters[p].Value = values[p] ?? DBNull.Value;
            }

            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
