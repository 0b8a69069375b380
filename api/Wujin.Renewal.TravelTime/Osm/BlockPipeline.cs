namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>Does work on several items at once and takes the results in the order of the items; few items are under way at a time, so memory is bounded.</summary>
internal static class BlockPipeline
{
    /// <summary>Runs it.</summary>
    /// <param name="items">Read one by one on the calling thread.</param>
    /// <param name="work">On any thread.</param>
    /// <param name="take">On the calling thread, in order.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Run<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, Action<TResult> take, CancellationToken cancellation)
    {
        var mostUnderWay = Environment.ProcessorCount + 2;
        var underWay = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                if (underWay.Count >= mostUnderWay)
                {
                    take(underWay.Dequeue().GetAwaiter().GetResult());
                }

                underWay.Enqueue(Task.Run(() => work(item), CancellationToken.None));
            }

            while (underWay.TryDequeue(out var next))
            {
                cancellation.ThrowIfCancellationRequested();
                take(next.GetAwaiter().GetResult());
            }
        }
        finally
        {
            // After a fault: nothing may still be at work, and no fault go unobserved.
            Task.WhenAll(underWay).ContinueWith(_ => _.Exception, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }
}
