using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Wujin.Renewal.Store.Import;

/// <summary>Streams rows into the staging table as binary COPY.</summary>
internal sealed class StagingWriter : IAsyncDisposable
{
    private readonly NpgsqlBinaryImporter _importer;
    private readonly IReadOnlyList<(string Property, NpgsqlDbType Type)> _columns;
    private readonly bool _hasGeometry;
    private readonly WKBWriter _wkb = new(ByteOrder.LittleEndian, handleSRID: true);

    private StagingWriter(NpgsqlBinaryImporter importer, IReadOnlyList<(string, NpgsqlDbType)> columns, bool hasGeometry)
    {
        _importer = importer;
        _columns = columns;
        _hasGeometry = hasGeometry;
    }

    /// <summary>Rows staged so far; the ordinal of the last one.</summary>
    public long Staged { get; private set; }

    /// <summary>Makes the staging table in the transaction of the connection and begins to fill it.</summary>
    public static async Task<StagingWriter> BeginAsync(NpgsqlConnection connection, ImportTarget target, ImportSql sql, CancellationToken cancellation)
    {
        await connection.RunAsync(sql.CreateStaging, cancellation);
        var types = await TypesAsync(connection, cancellation);
        var importer = await connection.BeginBinaryImportAsync(sql.Copy, cancellation);
        importer.Timeout = TimeSpan.Zero;
        return new(importer, [.. target.Columns.Select(c => (c.Property.Name, types[c.Name]))], target.HasGeometry);
    }

    /// <summary>Writes one row. Of a bad one only the code is kept, to find the same code elsewhere in the file.</summary>
    /// <exception cref="OverflowException">A number is beyond its column; the rules of the catalogue let none through.</exception>
    public async ValueTask WriteAsync(ImportRow row, CancellationToken cancellation)
    {
        var isBad = row.Faults.Count > 0;
        await _importer.StartRowAsync(cancellation);
        await _importer.WriteAsync(++Staged, NpgsqlDbType.Bigint, cancellation);
        await _importer.WriteAsync(row.Number, NpgsqlDbType.Bigint, cancellation);
        await _importer.WriteAsync(isBad, NpgsqlDbType.Boolean, cancellation);
        await _importer.WriteAsync(row.Draft.Code!, NpgsqlDbType.Text, cancellation);
        foreach (var (property, type) in _columns)
        {
            await WriteAsync(isBad ? null : row.Draft.Values.GetValueOrDefault(property), type, cancellation);
        }

        if (_hasGeometry)
        {
            await WriteAsync(isBad || row.Draft.Geometry is null ? null : _wkb.Write(row.Draft.Geometry), NpgsqlDbType.Bytea, cancellation);
        }
    }

    /// <summary>Ends the stream.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellation) => await _importer.CompleteAsync(cancellation);

    /// <summary>Closes the stream; without <see cref="CompleteAsync"/> before, cancels it.</summary>
    public ValueTask DisposeAsync() => _importer.DisposeAsync();

    private Task WriteAsync(object? value, NpgsqlDbType type, CancellationToken cancellation) => value switch
    {
        null => _importer.WriteNullAsync(cancellation),
        string text => _importer.WriteAsync(text, type, cancellation),
        long number when type == NpgsqlDbType.Integer => _importer.WriteAsync(checked((int)number), type, cancellation),
        long number => _importer.WriteAsync(number, type, cancellation),
        decimal number => _importer.WriteAsync(number, type, cancellation),
        double number => _importer.WriteAsync(number, type, cancellation),
        bool flag => _importer.WriteAsync(flag, type, cancellation),
        DateOnly date => _importer.WriteAsync(date, type, cancellation),
        byte[] bytes => _importer.WriteAsync(bytes, type, cancellation),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a feature."),
    };

    private static async Task<Dictionary<string, NpgsqlDbType>> TypesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        Dictionary<string, NpgsqlDbType> types = [];
        await using var command = new NpgsqlCommand(
            "SELECT attname::text, atttypid::regtype::text FROM pg_attribute WHERE attrelid = 'pg_temp.import_row'::regclass AND attnum > 0",
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            types.Add(reader.GetString(0), TypeOf(reader.GetString(1)));
        }

        return types;
    }

    private static NpgsqlDbType TypeOf(string sqlType) => sqlType switch
    {
        "integer" => NpgsqlDbType.Integer,
        "bigint" => NpgsqlDbType.Bigint,
        "numeric" => NpgsqlDbType.Numeric,
        "double precision" => NpgsqlDbType.Double,
        "boolean" => NpgsqlDbType.Boolean,
        "date" => NpgsqlDbType.Date,
        // The receive function of a geometry takes extended WKB, which travels as bytes.
        "geometry" => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };
}
