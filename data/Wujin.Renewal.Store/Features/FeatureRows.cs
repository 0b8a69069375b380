using System.Buffers;
using Npgsql;

namespace Wujin.Renewal.Store.Features;

/// <summary>
/// The rows of a running query, one after the other in one reused buffer. Disposing before the last row ends the query in the database too.
/// </summary>
public sealed class FeatureRows : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private NpgsqlDataReader? _reader;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;
    private bool _finished;

    private FeatureRows(NpgsqlConnection connection, NpgsqlBatch batch)
    {
        _connection = connection;
        _batch = batch;
    }

    /// <summary>The row last read: a composite value in the binary format of the database. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(0, _length);

    /// <summary>Starts a query on a connection of its own.</summary>
    /// <param name="source">The database.</param>
    /// <param name="command">The query.</param>
    /// <param name="patience">How long the database may take until the first row; null for the time of the connection.</param>
    /// <param name="cancellation">Ends the query in the database too.</param>
    internal static async Task<FeatureRows> StartAsync(NpgsqlDataSource source, NpgsqlBatchCommand command, TimeSpan? patience, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var batch = connection.CreateBatch();
        batch.BatchCommands.Add(command);
        batch.Timeout = (int?)patience?.TotalSeconds ?? batch.Timeout;
        var rows = new FeatureRows(connection, batch);
        try
        {
            // Not CommandBehavior.SequentialAccess: with it, the part of a row beyond the driver's buffer is read while the thread waits.
            rows._reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            return rows;
        }
        catch
        {
            rows._finished = true;
            await rows.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the next row into <see cref="Current"/>.</summary>
    /// <returns>False after the last row.</returns>
    public ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        var read = _reader!.ReadAsync(cancellation);
        return read.IsCompletedSuccessfully ? new ValueTask<bool>(Take(read.Result)) : Wait(read);

        async ValueTask<bool> Wait(Task<bool> pending) => Take(await pending.ConfigureAwait(false));
    }

    private bool Take(bool hasRow)
    {
        if (!hasRow)
        {
            _finished = true;
            return false;
        }

        _length = (int)_reader!.GetBytes(0, 0, null, 0, 0);
        if (_length > _buffer.Length)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(_length);
        }

        _reader.GetBytes(0, 0, _buffer, 0, _length);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_finished)
            {
                // Closing a reader drains it; a reader that nobody reads any more must not pull 100,000 rows through the wire first.
                _batch.Cancel();
            }

            if (_reader is not null)
            {
                await _reader.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } or OperationCanceledException)
        {
            // The cancel that was asked for.
        }
        finally
        {
            await _batch.DisposeAsync().ConfigureAwait(false);
            await _connection.DisposeAsync().ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }
}
