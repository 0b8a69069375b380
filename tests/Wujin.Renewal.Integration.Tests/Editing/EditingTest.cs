using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Serving;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

/// <summary>A test that writes over HTTP to a service and a database of its own.</summary>
public abstract class EditingTest : IAsyncLifetime
{
    /// <summary>A square in Hutang, sides 0.01 degrees, as a GeoJSON geometry.</summary>
    protected const string Square =
        """{"type":"Polygon","coordinates":[[[119.94,31.70],[119.95,31.70],[119.95,31.71],[119.94,31.71],[119.94,31.70]]]}""";

    private protected TestService Service { get; private set; } = null!;

    protected virtual string? WriteToken => null;

    protected HttpClient Client => Service.Client;

    public async ValueTask InitializeAsync() => Service = await TestService.StartAsync(WriteToken);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A feature with these members in its properties.</summary>
    protected static string Feature(string properties, string geometry = Square) =>
        "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":{" + properties + "}}";

    /// <summary>A compound named 清英新村.</summary>
    protected static string Compound(string code, string more = "", string geometry = Square) =>
        Feature($"\"code\":\"{code}\",\"name_zh\":\"清英新村\"{(more.Length > 0 ? "," + more : "")}", geometry);

    protected Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null, params (string Name, string Value)[] headers) =>
        SendBytesAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), ifMatch, headers);

    protected async Task<HttpResponseMessage> SendBytesAsync(HttpMethod method, string path, byte[]? body, string? ifMatch, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            var isStage = path.EndsWith("/stage", StringComparison.Ordinal);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(
                method == HttpMethod.Patch ? "application/merge-patch+json" : isStage ? "application/json" : "application/geo+json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await Client.SendAsync(request);
    }

    protected async Task<HttpResponseMessage> CreateAsync(string body, string collection = "compounds")
    {
        var response = await SendAsync(HttpMethod.Post, $"/collections/{collection}/items", body);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return response;
    }

    protected async Task<(JsonObject Feature, string Tag)> GetAsync(string code, string collection = "compounds", string query = "")
    {
        using var response = await Client.GetAsync(new Uri($"/collections/{collection}/items/{Uri.EscapeDataString(code)}{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonAsync(response), response.Headers.ETag?.ToString() ?? "");
    }

    protected static async Task<JsonObject> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    /// <summary>Asserts a problem with a status, and returns it.</summary>
    protected static async Task<JsonObject> ProblemAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"expected {status}, got {(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(status, (int)problem["status"]!);
        return problem;
    }

    /// <summary>The pointers of a problem's errors, in order.</summary>
    protected static string[] Pointers(JsonObject problem) => [.. problem["errors"]!.AsArray().Select(e => (string?)e!["pointer"] ?? "")];
}
