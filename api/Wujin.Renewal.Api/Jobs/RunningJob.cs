using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Store.Jobs;

namespace Wujin.Renewal.Api.Jobs;

/// <summary>A job this service works on, between the thread that computes, the heartbeat that reports, and whoever stops it.</summary>
internal sealed class RunningJob(ClaimedJob job, CancellationToken stopping) : IProgress<ProcessProgress>, IDisposable
{
    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private ProcessProgress _progress;

    /// <summary>The job.</summary>
    internal ClaimedJob Job => job;

    /// <summary>Cancelled when the work is to stop: dismissed, lost, or the service stops.</summary>
    internal CancellationToken Ended => _ended.Token;

    /// <summary>Whether it stops because the service does.</summary>
    internal bool IsServiceStopping => stopping.IsCancellationRequested;

    /// <summary>What was last reported.</summary>
    internal ProcessProgress Progress
    {
        get
        {
            lock (_ended)
            {
                return _progress;
            }
        }
    }

    /// <inheritdoc/>
    public void Report(ProcessProgress value)
    {
        lock (_ended)
        {
            _progress = value;
        }
    }

    /// <summary>Stops the work. Safe at any time.</summary>
    internal void Stop()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ended.Dispose();
}
