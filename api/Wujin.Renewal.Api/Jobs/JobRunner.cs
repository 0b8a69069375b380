using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Jobs;

namespace Wujin.Renewal.Api.Jobs;

/// <summary>Runs one job to its end and records how it ended. Whatever happens, the job is successful, failed, dismissed, or free for the next worker.</summary>
internal sealed class JobRunner(JobQueue queue, ProcessCatalogue processes, ILogger<JobRunner> logger)
{
    /// <summary>How often lease and progress are written. A dismissal that no signal told of is noticed by it, so it is below a second.</summary>
    internal static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(750);

    private static readonly TimeSpan RecordingPatience = TimeSpan.FromSeconds(3);

    /// <summary>Runs it.</summary>
    internal async Task RunAsync(RunningJob running)
    {
        var job = running.Job;
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(running.Ended);
        var heartbeat = BeatAsync(running, beating.Token);
        var outcome = await ComputeAsync(running).ConfigureAwait(false);
        await beating.CancelAsync().ConfigureAwait(false);
        await heartbeat.ConfigureAwait(false);
        try
        {
            using var patience = new CancellationTokenSource(RecordingPatience);
            await outcome(patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or TimeoutException or IOException or ObjectDisposedException)
        {
            // The lease will run out, and the job is taken up again.
            LogMessages.JobNotRecorded(logger, job.Id, error.Message);
        }
    }

    /// <returns>What to record.</returns>
    private async Task<Func<CancellationToken, Task>> ComputeAsync(RunningJob running)
    {
        var job = running.Job;
        try
        {
            var process = processes.Find(job.ProcessId) ?? throw new InvalidOperationException($"There is no process {job.ProcessId} (any more).");
            using var inputs = JsonDocument.Parse(job.InputsJson);
            var output = await Task.Run(() => process.RunAsync(new ProcessInputs(inputs.RootElement, job.Actor), running, running.Ended), running.Ended).ConfigureAwait(false);
            return stop => queue.SucceedAsync(job, output, process.Definition.Output.MediaType, stop);
        }
        catch (Exception) when (running.Ended.IsCancellationRequested)
        {
            return running.IsServiceStopping ? stop => queue.ReturnAsync(job, stop) : stop => queue.LetGoAsync(job, stop);
        }
        catch (ProcessRefusedException refused)
        {
            return Fail(job, ExecuteRequest.Problem(refused.Faults, ProcessProblems.NotComputable));
        }
#pragma warning disable CA1031 // Whatever a process throws is the end of its job, not of the service.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var problem = Failures.ToProblem(error, Activity.Current?.Id ?? job.Id.ToString("D"));
            if (problem.Status >= 500)
            {
                LogMessages.JobFailed(logger, error, job.Id, job.ProcessId);
                problem = problem with { TraceId = job.Id.ToString("D") };
            }

            return Fail(job, problem);
        }
    }

    private Func<CancellationToken, Task> Fail(ClaimedJob job, Problem problem) =>
        stop => queue.FailAsync(job, JsonSerializer.Serialize(problem, ApiJson.Reflected), problem.Detail, stop);

    /// <summary>Renews the lease until the work ends; ends the work where the lease is lost or cannot be renewed in time.</summary>
    private async Task BeatAsync(RunningJob running, CancellationToken ended)
    {
        var renewed = Stopwatch.StartNew();
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Heartbeat, ended).ConfigureAwait(false);
                var progress = running.Progress;
                if (!await queue.RenewAsync(running.Job, progress.Percent, progress.Message, ended).ConfigureAwait(false))
                {
                    running.Stop();
                    return;
                }

                renewed.Restart();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or IOException)
            {
                if (renewed.Elapsed > JobQueue.Lease)
                {
                    LogMessages.JobNotRecorded(logger, running.Job.Id, error.Message);
                    running.Stop();
                    return;
                }
            }
        }
    }
}
