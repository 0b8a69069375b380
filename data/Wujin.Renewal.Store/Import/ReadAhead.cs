using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Wujin.Renewal.Store.Import;

/// <summary>Enumerates a source on a thread of its own, so that parsing keeps one core busy while the database keeps another.</summary>
internal static class ReadAhead
{
    /// <summary>The items of a source, in order. The source is disposed when the enumeration ends, however it ends.</summary>
    /// <param name="source">Enumerated once; what it throws is thrown here.</param>
    /// <param name="count">How many items it may be ahead.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    public static async IAsyncEnumerable<T> From<T>(IEnumerable<T> source, int count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(count) { SingleReader = true, SingleWriter = true });
        var filling = Task.Run(() => FillAsync(source, channel.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            await ended.CancelAsync();
            await filling;
        }
    }

    private static async Task FillAsync<T>(IEnumerable<T> source, ChannelWriter<T> writer, CancellationToken ended)
    {
        try
        {
            foreach (var item in source)
            {
                await writer.WriteAsync(item, ended);
            }

            writer.Complete();
        }
        catch (Exception error)
        {
            // Handed to whoever reads; when nobody does any more, it was the end of the reading that caused it.
            writer.Complete(error);
        }
    }
}
