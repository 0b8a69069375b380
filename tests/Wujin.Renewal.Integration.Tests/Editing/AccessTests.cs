using System.Net;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class AccessTests : EditingTest
{
    private const string Items = "/collections/compounds/items";

    protected override string WriteToken => "s3cret";

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "register.example.cn")]
    [InlineData("Host", "127.0.0.1.nip.io")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost.evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_request_that_may_come_from_elsewhere_cannot_write_by_its_address_alone(string header, string value)
    {
        using var refused = await SendAsync(HttpMethod.Post, Items, Compound("a"), null, (header, value));
        using var allowed = await SendAsync(HttpMethod.Post, Items, Compound("a"), null, (header, value), ("Authorization", "Bearer s3cret"));

        Assert.Contains("WUJIN_WRITE_TOKEN", (string?)(await ProblemAsync(refused, 403))["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, allowed.StatusCode);
        Assert.Equal("token", (string?)(await GetAsync("a")).Feature["properties"]!["updated_by"]);
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Bearer s3cretx")]
    [InlineData("Basic czNjcmV0")]
    public async Task A_wrong_token_is_refused_wherever_it_comes_from(string authorization)
    {
        using var response = await SendAsync(HttpMethod.Post, Items, Compound("a"), null, ("Authorization", authorization));

        await ProblemAsync(response, 401);
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "localhost:1234")]
    [InlineData("Host", "[::1]")]
    [InlineData("Origin", "http://localhost:5173")]
    [InlineData("Origin", "http://127.0.0.1:5080")]
    public async Task A_page_of_this_machine_may_write(string header, string value)
    {
        using var response = await SendAsync(HttpMethod.Post, Items, Compound("a"), null, (header, value));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("PUT", "/collections/compounds/items/a")]
    [InlineData("PATCH", "/collections/compounds/items/a")]
    [InlineData("DELETE", "/collections/compounds/items/a")]
    [InlineData("POST", "/collections/compounds/items/a/stage")]
    [InlineData("DELETE", "/collections/compounds/items/a/stage")]
    public async Task Every_writing_method_is_guarded(string method, string path)
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await SendAsync(new HttpMethod(method), path, method == "DELETE" ? null : "{}", "*", ("Via", "1.1 proxy"));

        await ProblemAsync(response, 403);
    }

    [Fact]
    public async Task A_page_of_another_site_gets_no_leave_to_write_from_the_browser()
    {
        using var response = await SendAsync(
            HttpMethod.Options, Items + "/a", null, null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "PUT"));

        Assert.DoesNotContain("PUT", response.Headers.TryGetValues("Access-Control-Allow-Methods", out var methods) ? string.Join(',', methods) : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Wujin-Actor", "a%00b")]
    [InlineData("Wujin-Reason", "x%0D%0Ay")]
    public async Task A_note_with_control_characters_is_refused(string header, string value)
    {
        using var response = await SendAsync(HttpMethod.Post, Items, Compound("a"), null, (header, value));

        Assert.Equal(header, (string?)(await ProblemAsync(response, 400))["errors"]![0]!["header"]);
    }
}
