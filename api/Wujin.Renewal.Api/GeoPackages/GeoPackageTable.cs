using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Position = Wujin.Renewal.TravelTime.Network.Position;

namespace Wujin.Renewal.Api.GeoPackages;

/// <summary>A table of a GeoPackage, filled row by row; says at the end how far its geometries extend.</summary>
internal sealed class GeoPackageTable : IDisposable
{
    private const int HeaderLength = 8;
    private static readonly WKBWriter Writer = new(ByteOrder.LittleEndian, handleSRID: false);

    private readonly SqliteConnection _connection;
    private readonly string _name;
    private readonly SqliteCommand _insert;
    private readonly Envelope _extent = new();

    /// <summary>Prepares the statement.</summary>
    public GeoPackageTable(SqliteConnection connection, string name, int columns)
    {
        (_connection, _name) = (connection, name);
        _insert = connection.CreateCommand();
#pragma warning disable CA2100 // The name is a constant of this program.
        _insert.CommandText = $"INSERT INTO {name} VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(c => $"${c}"))})";
#pragma warning restore CA2100
        for (var c = 0; c < columns; c++)
        {
            _insert.Parameters.Add(new SqliteParameter { ParameterName = $"${c}" });
        }
    }

    /// <summary>Adds a row: its number, the geometry where there is one, the other columns.</summary>
    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var c = 0; c < values.Length; c++)
        {
            _insert.Parameters[c].Value = values[c] switch
            {
                null => DBNull.Value,
                Geometry geometry => Bytes(geometry),
                var value => value,
            };
        }

        _insert.ExecuteNonQuery();
    }

    /// <summary>A line of at least two points; a single one is doubled.</summary>
    public static LineString Line(IReadOnlyList<Position> points) =>
        new([.. (points.Count > 1 ? points : [points[0], points[0]]).Select(p => new Coordinate(p.Longitude, p.Latitude))]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        if (_extent.IsNull)
        {
            return;
        }

        using var update = _connection.CreateCommand();
        update.CommandText = "UPDATE gpkg_contents SET min_x = $west, min_y = $south, max_x = $east, max_y = $north WHERE table_name = $name";
        update.Parameters.AddWithValue("$west", _extent.MinX);
        update.Parameters.AddWithValue("$south", _extent.MinY);
        update.Parameters.AddWithValue("$east", _extent.MaxX);
        update.Parameters.AddWithValue("$north", _extent.MaxY);
        update.Parameters.AddWithValue("$name", _name);
        update.ExecuteNonQuery();
    }

    // GeoPackage header without envelope, then WKB, both little-endian (OGC 12-128r18, 2.1.3). Bit 4 tells that there is no point in it.
    private byte[] Bytes(Geometry geometry)
    {
        _extent.ExpandToInclude(geometry.EnvelopeInternal);
        var body = Writer.Write(geometry);
        var bytes = new byte[HeaderLength + body.Length];
        (bytes[0], bytes[1], bytes[3]) = ((byte)'G', (byte)'P', (byte)(geometry.IsEmpty ? 0b1_0001 : 0b0_0001));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 4326);
        body.CopyTo(bytes, HeaderLength);
        return bytes;
    }
}
