using Npgsql;

namespace Wujin.Renewal.Store.Signals;

/// <summary>Hears what other service processes tell by NOTIFY. A signal may be lost while the connection is: it only saves waiting for the next look.</summary>
/// <param name="source">The database.</param>
public sealed class DatabaseSignals(NpgsqlDataSource source)
{
    /// <summary>So long without a signal, the connection is tried, so that a dead one is noticed.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>Listens until cancelled. A database that is away is waited for.</summary>
    /// <param name="channels">Names of channels, lower case letters and underscores.</param>
    /// <param name="heard">Called with channel and payload, one call at a time; must be quick and must not throw.</param>
    /// <param name="connected">Called whenever listening begins (again): what was told before may have been missed.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ListenAsync(IReadOnlyList<string> channels, Action<string, string> heard, Action connected, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(heard);
        ArgumentNullException.ThrowIfNull(connected);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(channels, heard, connected, cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(Retry, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tells every listener.</summary>
    public async Task TellAsync(string channel, string payload, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT pg_notify($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = channel });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private async Task ListenOnceAsync(IReadOnlyList<string> channels, Action<string, string> heard, Action connected, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        void Hear(object sender, NpgsqlNotificationEventArgs signal) => heard(signal.Channel, signal.Payload);
        connection.Notification += Hear;
        try
        {
            foreach (var channel in channels)
            {
                await using var listen = new NpgsqlCommand($"LISTEN \"{channel.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
                await listen.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }

            connected();
            while (!cancellation.IsCancellationRequested)
            {
                if (!await connection.WaitAsync(Silence, cancellation).ConfigureAwait(false))
                {
                    await using var probe = new NpgsqlCommand("SELECT 1", connection);
                    await probe.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            connection.Notification -= Hear;
        }
    }
}
