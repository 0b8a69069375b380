namespace Wujin.Renewal.Api.Tiles;

/// <summary>
/// Lets a request through when everything that was committed before it came has been noticed. One reading serves all who wait for it: whoever comes while
/// one is under way waits for the next, because the one under way may have looked already.
/// </summary>
/// <param name="read">Notices what changed. Never called twice at once.</param>
internal sealed class ChangeGate(Func<Task> read)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _current;
    private TaskCompletionSource? _next;

    /// <summary>Ends with a reading that began after the call.</summary>
    public Task PassAsync()
    {
        TaskCompletionSource mine;
        lock (_lock)
        {
            if (_current is not null)
            {
                return (_next ??= NewRound()).Task;
            }

            _current = mine = NewRound();
        }

        _ = RunAsync(mine);
        return mine.Task;
    }

    private async Task RunAsync(TaskCompletionSource? round)
    {
        while (round is not null)
        {
            try
            {
                await read().ConfigureAwait(false);
                round.SetResult();
            }
            catch (Exception failure)
            {
                round.SetException(failure);
                _ = round.Task.Exception;
            }

            lock (_lock)
            {
                _current = round = _next;
                _next = null;
            }
        }
    }

    /// <remarks>Whoever waits goes on in a thread of its own; else the next reading would wait for all of them.</remarks>
    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
