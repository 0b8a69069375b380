using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Jobs;
using Wujin.Renewal.Store.Signals;

namespace Wujin.Renewal.Api.Jobs;

/// <summary>Takes jobs from the queue while there are slots, for as long as the service runs. Any number of services may share the queue.</summary>
internal sealed class JobWorker(
    JobQueue queue, JobRunner runner, ProcessCatalogue processes, ComputeSlots slots, DatabaseSignals signals, IHostApplicationLifetime life, ILogger<JobWorker> logger)
    : BackgroundService
{
    /// <summary>How often the queue is looked at without a signal: abandoned jobs give none.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, RunningJob> _running = new();
    private readonly SemaphoreSlim _bell = new(0, 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // ApplicationStopping comes at once, the token of a hosted service only when those before it have stopped.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, life.ApplicationStopping);
        var listening = signals.ListenAsync([JobQueue.Channel], Hear, Ring, stopping.Token);
        var working = new HashSet<Task>();
        try
        {
            while (true)
            {
                await slots.Jobs.WaitAsync(stopping.Token).ConfigureAwait(false);
                if (await ClaimAsync(stopping.Token).ConfigureAwait(false) is { } job)
                {
                    working.RemoveWhere(task => task.IsCompleted);
                    working.Add(WorkAsync(job, stopping.Token));
                }
                else
                {
                    slots.LeaveJob();
                    await _bell.WaitAsync(Look, stopping.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException && stopping.IsCancellationRequested)
        {
            // Disposed: the host went without stopping first.
            await Task.WhenAll(working).ConfigureAwait(false);
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(ClaimedJob job, CancellationToken stopping)
    {
        using var running = new RunningJob(job, stopping);
        _running[job.Id] = running;
        try
        {
            LogMessages.JobStarted(logger, job.Id, job.ProcessId, job.Attempt);
            await runner.RunAsync(running).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
            slots.LeaveJob();
            Ring();
        }
    }

    /// <summary>Claims a job; null where there is none or the database is away for the moment.</summary>
    private async Task<ClaimedJob?> ClaimAsync(CancellationToken stopping)
    {
        try
        {
            var problem = new Problem(ProcessProblems.Abandoned, $"The service stopped {JobQueue.MostAttempts} times while it worked on this job; it is not tried again.");
            await queue.FailAbandonedAsync(JsonSerializer.Serialize(problem, ApiJson.Reflected), problem.Detail, stopping).ConfigureAwait(false);
            return await queue.ClaimAsync(processes.Ids, Software.Version, stopping).ConfigureAwait(false);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException)
        {
            LogMessages.QueueAway(logger, error.Message);
            await Task.Delay(Retry, stopping).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>A job is new, or over: dismissed ones are stopped.</summary>
    private void Hear(string channel, string payload)
    {
        if (payload.Split(' ') is [var id, "dismissed"] && Guid.TryParse(id, out var job) && _running.TryGetValue(job, out var running))
        {
            running.Stop();
        }

        Ring();
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
