namespace Wujin.Renewal.Api.Processes;

/// <summary>
/// How much is computed at once: requests that wait for their answer get as many slots as there are cores, jobs one less (but one), so that long jobs
/// never take the machine from those who wait.
/// </summary>
internal sealed class ComputeSlots : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _waitedFor = new(Environment.ProcessorCount);

    /// <summary>Makes the slots.</summary>
    /// <param name="jobs">How many jobs run at once; null for one less than cores.</param>
    internal ComputeSlots(int? jobs = null)
    {
        JobCount = jobs ?? DefaultJobs;
        Jobs = new SemaphoreSlim(JobCount);
    }

    /// <summary>How many jobs run at once where nothing else is set.</summary>
    internal static int DefaultJobs => Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>How many jobs this process runs at once.</summary>
    internal int JobCount { get; }

    /// <summary>Slots of jobs.</summary>
    internal SemaphoreSlim Jobs { get; }

    /// <summary>Takes a slot for a request that waits; dispose it afterwards.</summary>
    /// <exception cref="Problems.ProblemException">503: none came free in half a minute.</exception>
    internal async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        if (!await _waitedFor.WaitAsync(Patience, cancellation).ConfigureAwait(false))
        {
            throw new Problems.ProblemException(new Problems.Problem(ProcessProblems.Busy, $"{Environment.ProcessorCount} computations are under way, and none ended within {Patience.TotalSeconds:0} s.")
            {
                RetryAfterSeconds = 10,
            });
        }

        return new Slot(_waitedFor);
    }

    /// <summary>Gives the slot of a job back.</summary>
    internal void LeaveJob()
    {
        try
        {
            Jobs.Release();
        }
        catch (ObjectDisposedException)
        {
            // The service went while the job was being given back.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _waitedFor.Dispose();
        Jobs.Dispose();
    }

    private sealed class Slot(SemaphoreSlim semaphore) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
            {
                semaphore.Release();
            }
        }
    }
}
