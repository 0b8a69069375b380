using Wujin.Renewal.Store.Roads;
using Wujin.Renewal.Store.Signals;

namespace Wujin.Renewal.Api.Roads;

/// <summary>Keeps the network in use up to date: takes it over before the service is ready, and again whenever a new one is told of or found.</summary>
internal sealed class RoadGraphWatcher(RoadGraphHolder holder, DatabaseSignals signals) : IHostedLifecycleService, IDisposable
{
    /// <summary>How often the file is looked at without a signal.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private Task _working = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken) => await holder.RefreshAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _working = Task.WhenAll(
            signals.ListenAsync([RoadNetworkStore.Channel], (_, _) => Ring(), Ring, _stop.Token),
            WatchAsync());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => _stop.CancelAsync();

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _bell.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _bell.WaitAsync(Look, _stop.Token).ConfigureAwait(false);
            await holder.RefreshAsync(_stop.Token).ConfigureAwait(false);
        }
    }

    private void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (Exception rung) when (rung is SemaphoreFullException or ObjectDisposedException)
        {
            // Rung already, or nobody listens any more.
        }
    }
}
