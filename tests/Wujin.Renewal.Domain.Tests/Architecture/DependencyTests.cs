using NetArchTest.Rules;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Architecture;

/// <summary>Layers are projects; these are the directions in which they may lean.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Store"] = ["Domain"],
        ["Formats"] = ["Domain"],
        ["TravelTime"] = ["Domain"],
        ["Reports"] = ["Domain", "TravelTime"],
        ["Api"] = ["Domain", "Store", "Formats", "TravelTime", "Reports"],
        ["Viewer.Core"] = ["Domain", "Formats"],
        ["Viewer"] = ["Viewer.Core"],
    };

    public static TheoryData<string> ProjectNames => [.. SourceTree.Projects.Keys];

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void A_layer_refers_only_to_layers_below_it(string project) =>
        Assert.Empty(SourceTree.References(project).Except(Allowed[project]));

    [Fact]
    public void The_domain_takes_geometry_and_projections_from_elsewhere_and_nothing_more() =>
        Assert.Equal(["NetTopologySuite", "ProjNET"], SourceTree.Includes("Domain", "PackageReference").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.Directory")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.IO.DirectoryInfo")]
    [InlineData("System.Console")]
    [InlineData("System.Net")]
    [InlineData("System.Data")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("Npgsql")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Extensions")]
    public void The_domain_does_no_input_or_output(string dependency)
    {
        var result = Types.InAssembly(typeof(RegisterCatalogue).Assembly).ShouldNot().HaveDependencyOn(dependency).GetResult();

        Assert.True(result.IsSuccessful, $"These use {dependency}: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void Only_the_store_speaks_to_the_database_driver() =>
        Assert.Equal(["Store"], SourceTree.Projects.Keys.Where(project => SourceTree.Includes(project, "PackageReference").Contains("Npgsql")));

    [Fact]
    public void Only_the_api_is_a_web_project() =>
        Assert.Equal(["Api"], SourceTree.Projects.Where(project => project.Value.Root!.Attribute("Sdk")!.Value.EndsWith(".Web", StringComparison.Ordinal)).Select(project => project.Key));

    [Fact]
    public void The_solution_lists_every_project()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Wujin.Renewal.sln"));

        Assert.All(SourceTree.Projects.Keys, project => Assert.Contains($"Wujin.Renewal.{project}.csproj", solution, StringComparison.Ordinal));
    }
}
