using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Wujin.Renewal.Viewer.Core.Connection;

/// <summary>An answer of the service, or what was kept of an earlier one.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="ETag">Its entity tag.</param>
/// <param name="FetchedAt">When the service last said that it holds.</param>
/// <param name="IsKept">The service did not answer: this is from before.</param>
internal sealed record Served(byte[] Body, string? ETag, DateTimeOffset FetchedAt, bool IsKept);

/// <summary>
/// HTTP to one service: conditional requests, kept answers when nobody answers, problems as exceptions. Any number of threads.
/// </summary>
/// <remarks>Requests that write are never repeated and never served from what was kept.</remarks>
internal sealed class ServiceConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly HttpClient _client;
    private readonly DiskCache? _cache;
    private readonly TimeProvider _clock;

    /// <summary>Connects.</summary>
    /// <param name="service">Address of the service, with or without a slash at its end.</param>
    /// <param name="cache">Keeps answers; null for none.</param>
    /// <param name="writeToken">Allows writing from elsewhere than the service's own machine; null for none.</param>
    /// <param name="handler">Carries requests; null for sockets.</param>
    /// <param name="clock">Tells the time.</param>
    public ServiceConnection(Uri service, DiskCache? cache = null, string? writeToken = null, HttpMessageHandler? handler = null, TimeProvider? clock = null)
    {
        Service = service.AbsoluteUri.EndsWith('/') ? service : new Uri(service.AbsoluteUri + "/");
        _cache = cache;
        _clock = clock ?? TimeProvider.System;
        _client = new HttpClient(handler ?? new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = TimeSpan.FromSeconds(5), MaxConnectionsPerServer = 8 }) { BaseAddress = Service, Timeout = Patience };
        if (!string.IsNullOrEmpty(writeToken))
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", writeToken);
        }
    }

    /// <summary>Address of the service.</summary>
    public Uri Service { get; }

    /// <summary>Whether the last request was answered; null before the first.</summary>
    public bool? IsOnline { get; private set; }

    /// <summary>When the oldest data shown since the service fell silent was fetched; null while it answers.</summary>
    public DateTimeOffset? OldestKept { get; private set; }

    /// <summary>Told when <see cref="IsOnline"/> or <see cref="OldestKept"/> changes, on any thread.</summary>
    public event EventHandler? StateChanged;

    /// <summary>GET. What is kept is asked after by its tag, and used as it is when nobody answers.</summary>
    /// <exception cref="ApiProblemException">The service refused.</exception>
    /// <exception cref="ServiceUnreachableException">Nobody answered, and nothing was kept.</exception>
    public async Task<Served> GetAsync(string path, string accept, CancellationToken cancellation)
    {
        var address = new Uri(Service, path);
        var kept = _cache is null ? null : await Task.Run(() => _cache.Find(address), cancellation).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);
        if (kept?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotModified && kept is not null)
            {
                Answered();
                kept = kept with { FetchedAt = _clock.GetUtcNow() };
                _cache!.Keep(address, kept);
                return new Served(kept.Body, kept.ETag, kept.FetchedAt, false);
            }

            await RequireAnswerAsync(response, cancellation).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            var fresh = new KeptAnswer(body, response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null, _clock.GetUtcNow());
            _cache?.Keep(address, fresh);
            return new Served(body, fresh.ETag, fresh.FetchedAt, false);
        }
        catch (Exception e) when (IsSilence(e, cancellation))
        {
            Silent(kept?.FetchedAt);
            return kept is null ? throw new ServiceUnreachableException(Service, e) : new Served(kept.Body, kept.ETag, kept.FetchedAt, true);
        }
    }

    /// <summary>POST, PUT, PATCH or DELETE.</summary>
    /// <exception cref="ApiProblemException">The service refused; a <see cref="StaleVersionException"/> where somebody else was faster.</exception>
    /// <exception cref="ServiceUnreachableException">Nobody answered: whether it was written is not known until it is read again.</exception>
    public async Task<Served> SendAsync(HttpMethod method, string path, string? body, string mediaType, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Service, path));
        request.Headers.Accept.ParseAdd("application/geo+json, application/json, application/problem+json");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
            await RequireAnswerAsync(response, cancellation).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return new Served(bytes, response.Headers.ETag?.ToString(), _clock.GetUtcNow(), false);
        }
        catch (Exception e) when (IsSilence(e, cancellation))
        {
            Silent(null);
            throw new ServiceUnreachableException(Service, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // A proxy that cannot reach the service answers 502 to 504: that is silence, too. So is a request that took too long.
    private static bool IsSilence(Exception e, CancellationToken cancellation) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    private async Task RequireAnswerAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout)
        {
            throw new HttpRequestException($"HTTP {(int)response.StatusCode}");
        }

        Answered();
        if (!response.IsSuccessStatusCode)
        {
            throw ApiProblemException.Of((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
        }
    }

    private void Answered() => Report(true, null);

    private void Silent(DateTimeOffset? kept) => Report(false, OldestKept is { } oldest && !(kept < oldest) ? oldest : kept ?? OldestKept);

    private void Report(bool isOnline, DateTimeOffset? oldest)
    {
        if (IsOnline != isOnline || OldestKept != oldest)
        {
            (IsOnline, OldestKept) = (isOnline, oldest);
            StateChanged?.Invoke(this, EventArgs.Empty);
        }
    }
}
