using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Wujin.Renewal.Integration.Tests.Crash;

/// <summary>What a client may believe of one site: the last state that was acknowledged, and the writes that were sent since and never answered.</summary>
internal sealed class Belief
{
    /// <summary>Version and name last acknowledged; null name for an acknowledged delete; version 0 when nothing was.</summary>
    public (long Version, string? Name) Acknowledged { get; set; }

    /// <summary>The state an unanswered write would have led to; null when the last write was answered.</summary>
    public (long Version, string? Name)? Unanswered { get; set; }

    /// <summary>Whether a state found in the register is one the client can explain.</summary>
    public bool Explains((long Version, string? Name) found) => found == Acknowledged || found == Unanswered;
}

/// <summary>A client that creates, renames and deletes sites of its own as fast as it can, and remembers every answer.</summary>
internal sealed class RememberingWriter(string prefix, int seed)
{
    private readonly Random _random = new(seed);
    private int _serial;

    /// <summary>What it believes, by code.</summary>
    public Dictionary<string, Belief> Beliefs { get; } = [];

    /// <summary>How many writes were acknowledged.</summary>
    public int AcknowledgedWrites { get; private set; }

    /// <summary>Writes until something fails or it is told to stop.</summary>
    public async Task WriteAsync(Uri service, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromSeconds(20) };
        while (!stop.IsCancellationRequested && await WriteOnceAsync(client))
        {
        }
    }

    private async Task<bool> WriteOnceAsync(HttpClient client)
    {
        var settled = Beliefs.Where(b => b.Value is { Unanswered: null, Acknowledged.Name: not null }).Select(b => b.Key).ToList();
        var creates = settled.Count == 0 || _random.Next(3) == 0;
        var code = creates ? string.Create(CultureInfo.InvariantCulture, $"{prefix}-{_serial++}") : settled[_random.Next(settled.Count)];
        var belief = creates ? Beliefs[code] = new Belief() : Beliefs[code];
        var name = !creates && _random.Next(6) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"小区 {_random.Next()}");
        belief.Unanswered = (belief.Acknowledged.Version + 1, name);
        using var request = creates ? Create(code, name!) : Change(code, belief.Acknowledged.Version, name);
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError)
            {
                return false; // not acknowledged: either outcome is right
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(
                    $"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            belief.Acknowledged = belief.Unanswered.Value;
            belief.Unanswered = null;
            AcknowledgedWrites++;
            return true;
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    private static HttpRequestMessage Create(string code, string name) => new(HttpMethod.Post, "/collections/compounds/items")
    {
        Content = Json("application/geo+json", new JsonObject
        {
            ["type"] = "Feature",
            ["geometry"] = JsonNode.Parse("""{"type":"Polygon","coordinates":[[[119.95,31.70],[119.96,31.70],[119.96,31.71],[119.95,31.70]]]}"""),
            ["properties"] = new JsonObject { ["code"] = code, ["name_zh"] = name, ["stage"] = "approved", ["stage_date"] = "2024-05-01" },
        }),
    };

    private static HttpRequestMessage Change(string code, long version, string? name)
    {
        var request = new HttpRequestMessage(name is null ? HttpMethod.Delete : HttpMethod.Patch, $"/collections/compounds/items/{code}");
        request.Headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{version}-geojson\"")));
        if (name is not null)
        {
            request.Content = Json("application/merge-patch+json", new JsonObject { ["properties"] = new JsonObject { ["name_zh"] = name } });
        }

        return request;
    }

    private static StringContent Json(string mediaType, JsonObject body) =>
        new(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
}
