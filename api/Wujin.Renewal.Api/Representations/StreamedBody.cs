using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Api.Representations;

/// <summary>
/// The body of an answer of any length: collected in one reused buffer and sent on whenever that holds <see cref="ChunkBytes"/>. Until then nothing
/// has gone out, so that an early failure can still be answered by a problem, and a small answer has its length said.
/// </summary>
internal sealed class StreamedBody(HttpContext context, ContentCoding coding) : IAsyncDisposable
{
    /// <summary>How much is collected before it is sent on. A client that reads slowly makes the writer wait; memory stays at this.</summary>
    internal const int ChunkBytes = 64 * 1024;

    private Stream? _encoder;

    /// <summary>Write here, and call <see cref="PassOnAsync"/> now and then.</summary>
    internal Utf8Buffer Buffer { get; } = new(ChunkBytes + (16 * 1024));

    /// <summary>Sends what is collected, if it is enough.</summary>
    internal ValueTask PassOnAsync(CancellationToken cancellation) =>
        Buffer.Length >= ChunkBytes ? new ValueTask(SendAsync(cancellation)) : ValueTask.CompletedTask;

    /// <summary>Sends the rest and ends the body. Without this the answer counts as broken off.</summary>
    internal async Task FinishAsync(CancellationToken cancellation)
    {
        if (!context.Response.HasStarted && coding == ContentCoding.Identity)
        {
            context.Response.ContentLength = Buffer.Length;
        }

        await SendAsync(cancellation).ConfigureAwait(false);
        if (_encoder is not null)
        {
            await _encoder.DisposeAsync().ConfigureAwait(false);
            _encoder = null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        // An encoder that was not finished is dropped, not disposed: disposing would write a proper end to a body that has none.
        Buffer.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        if (coding == ContentCoding.Identity)
        {
            await context.Response.Body.WriteAsync(Buffer.Written, cancellation).ConfigureAwait(false);
        }
        else
        {
            _encoder ??= StartEncoder();
            await _encoder.WriteAsync(Buffer.Written, cancellation).ConfigureAwait(false);
            await _encoder.FlushAsync(cancellation).ConfigureAwait(false);
        }

        Buffer.Clear();
    }

    private Stream StartEncoder()
    {
        context.Response.Headers.ContentEncoding = coding.Name();
        return coding.Encode(context.Response.Body);
    }
}
