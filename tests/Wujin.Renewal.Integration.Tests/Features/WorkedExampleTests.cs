using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Integration.Tests.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Every example in the API definition is run as it stands there, by the shell, against the demonstration data.</summary>
public sealed class WorkedExampleTests(DemonstrationRegister served) : IClassFixture<DemonstrationRegister>
{
    [Fact]
    public async Task Every_worked_example_of_the_definition_does_what_it_says()
    {
        var folder = Directory.CreateTempSubdirectory("wujin-examples-").FullName;
        var run = new List<string>();
        foreach (var (operation, title, command) in Examples(await served.JsonAsync("/api?lang=en")))
        {
            var (code, output, errors) = await ShellAsync(folder, command);

            Assert.True(code == 0, $"{operation}, {title}: exit code {code}\n{command}\n{errors}");
            Assert.True(output.Length > 0 || Directory.EnumerateFiles(folder).Any(f => File.GetLastWriteTimeUtc(f) > DateTime.UtcNow.AddMinutes(-1)), $"{title} gave nothing.");
            run.Add(operation);
        }

        Directory.Delete(folder, recursive: true);
        Assert.Equal(WorkedExamples.All.Count, run.Count);
        Assert.Equal(321L, (await served.JsonAsync("/collections/compounds/items/WJ-C-0002")).GetProperty("properties").GetProperty("households").GetInt64());
        Assert.Equal("示例新村", (await served.JsonAsync("/collections/compounds/items/EX-0001")).GetProperty("properties").GetProperty("name_zh").GetString());
    }

    [Fact]
    public async Task Every_example_value_of_a_parameter_can_be_used()
    {
        var definition = await served.JsonAsync("/api");
        var components = definition.GetProperty("components").GetProperty("parameters");
        JsonElement Resolve(JsonElement parameter) =>
            parameter.TryGetProperty("$ref", out var reference) ? components.GetProperty(reference.GetString()!.Split('/')[^1]) : parameter;
        var tried = 0;
        foreach (var path in definition.GetProperty("paths").EnumerateObject().Where(p => p.Value.TryGetProperty("get", out _)))
        {
            if (!path.Value.GetProperty("get").TryGetProperty("parameters", out var parameters))
            {
                continue;
            }

            var examples = parameters.EnumerateArray().Select(Resolve).Where(p => p.TryGetProperty("example", out _)).ToList();
            if (examples.Count == 0)
            {
                continue;
            }

            var address = examples.Where(p => p.GetProperty("in").GetString() == "path").Aggregate(
                path.Name, (a, p) => a.Replace("{" + p.GetProperty("name").GetString() + "}", p.GetProperty("example").ToString(), StringComparison.Ordinal));
            var query = string.Join('&', examples.Where(p => p.GetProperty("in").GetString() == "query")
                .Select(p => p.GetProperty("name").GetString() + "=" + Uri.EscapeDataString(p.GetProperty("example").ToString())));
            Assert.DoesNotContain("{", address, StringComparison.Ordinal);
            using var response = await served.GetAsync(query.Length == 0 ? address : address + "?" + query);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{address}?{query}: {response.StatusCode}");
            tried++;
        }

        Assert.True(tried >= 8, $"Only {tried} examples were tried.");
    }

    [Theory]
    [InlineData("zh", "施工中的小区")]
    [InlineData("en", "Compounds under construction")]
    public async Task The_page_of_the_definition_shows_the_examples_and_leads_to_where_they_can_be_tried(string language, string title)
    {
        var page = await served.HtmlAsync("/api?f=html&lang=" + language);

        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains("/api/reference?lang=" + language, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_to_try_the_API_loads_scripts_from_here_only()
    {
        using var response = await served.GetAsync("/api/reference?lang=en", "text/html");
        var page = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        foreach (var (coding, least) in new[] { ("gzip", 500_000), ("identity", 2_000_000) })
        {
            using var script = await served.GetAsync("/api/reference/scalar.js", null, ("Accept-Encoding", coding));
            Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
            Assert.True((await script.Content.ReadAsByteArrayAsync(ServedRegister.Cancel)).Length > least);
        }
    }

    private static IEnumerable<(string Operation, string Title, string Command)> Examples(JsonElement definition)
    {
        var found = definition.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject())
            .Where(o => o.Value.ValueKind == JsonValueKind.Object && o.Value.TryGetProperty(WorkedExample.Extension, out _))
            .SelectMany(o => o.Value.GetProperty(WorkedExample.Extension).EnumerateArray().Select(s => (
                o.Value.GetProperty("operationId").GetString()!, s.GetProperty("label").GetString()!, s.GetProperty("source").GetString()!)))
            .ToList();
        return found.OrderBy(f => WorkedExamples.All.ToList().FindIndex(e => e.TitleEn == f.Item2));
    }

    private static async Task<(int Code, string Output, string Errors)> ShellAsync(string folder, string command)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ServedRegister.Cancel), process.StandardError.ReadToEndAsync(ServedRegister.Cancel));
        await process.WaitForExitAsync(ServedRegister.Cancel);
        return (process.ExitCode, await output, await errors);
    }
}
