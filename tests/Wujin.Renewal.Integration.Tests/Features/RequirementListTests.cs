using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>FEATURES.md is true: every requirement is in it, and every test it names exists.</summary>
public sealed partial class RequirementListTests
{
    /// <summary>Every requirement of OGC 17-069r4 (OGC API – Features, Part 1: Core, 1.0.1) in the four classes that are met.</summary>
    private static readonly string[] Requirements =
    [
        "/req/core/root-op", "/req/core/root-success", "/req/core/api-definition-op", "/req/core/api-definition-success", "/req/core/conformance-op",
        "/req/core/conformance-success", "/req/core/http", "/req/core/query-param-unknown", "/req/core/query-param-invalid", "/req/core/crs84",
        "/req/core/fc-md-op", "/req/core/fc-md-success", "/req/core/fc-md-links", "/req/core/fc-md-items", "/req/core/fc-md-items-links",
        "/req/core/fc-md-extent", "/req/core/fc-md-extent-multi", "/req/core/sfc-md-op", "/req/core/sfc-md-success", "/req/core/fc-op",
        "/req/core/fc-limit-definition", "/req/core/fc-limit-response-1", "/req/core/fc-bbox-definition", "/req/core/fc-bbox-response",
        "/req/core/fc-time-definition", "/req/core/fc-time-response", "/req/core/fc-response", "/req/core/fc-links", "/req/core/fc-rel-type",
        "/req/core/fc-timeStamp", "/req/core/fc-numberMatched", "/req/core/fc-numberReturned", "/req/core/f-op", "/req/core/f-success", "/req/core/f-links",
        "/req/geojson/definition", "/req/geojson/content", "/req/html/definition", "/req/html/content",
        "/req/oas30/oas-definition-1", "/req/oas30/oas-definition-2", "/req/oas30/oas-impl", "/req/oas30/completeness", "/req/oas30/exceptions-codes",
        "/req/oas30/security",
    ];

    [Fact]
    public void Every_requirement_has_its_row()
    {
        var listed = Rows().Select(r => r.Requirement).ToList();

        Assert.Equal(Requirements.Concat(ExtensionRequirements.All).Order(StringComparer.Ordinal), listed.Where(r => r.StartsWith("/req/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_test_named_exists_and_every_row_names_one()
    {
        var tests = typeof(RequirementListTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(m => m.IsDefined(typeof(FactAttribute))).Select(m => t.Name + "." + m.Name))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (requirement, named) in Rows())
        {
            Assert.True(named.Count > 0, $"{requirement} names no test.");
            Assert.All(named, test => Assert.True(tests.Contains(test), $"{requirement}: there is no test {test}."));
        }
    }

    private static IEnumerable<(string Requirement, List<string> Tests)> Rows() =>
        from line in File.ReadLines(Find())
        let row = Row().Match(line)
        where row.Success
        select (row.Groups[1].Value, Test().Matches(row.Groups[2].Value).Select(m => m.Groups[1].Value).ToList());

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Wujin.Renewal.sln")))
            {
                return Path.Combine(folder.FullName, "FEATURES.md");
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"^\| `(/[^`]+)` \|(.*)\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Test();
}
