using System.Xml.Linq;

namespace Wujin.Renewal.Domain.Tests.Architecture;

/// <summary>The repository that this test was built from, read as files.</summary>
internal static class SourceTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every product project (data, api, viewer) by name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } = new[] { "data", "api", "viewer" }
        .Select(layer => Path.Combine(Root, layer))
        .Where(Directory.Exists)
        .SelectMany(layer => Directory.EnumerateFiles(layer, "*.csproj", SearchOption.AllDirectories))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file)["Wujin.Renewal.".Length..], XDocument.Load);

    /// <summary>What a project includes by an item such as <c>PackageReference</c>.</summary>
    public static IEnumerable<string> Includes(string project, string item) =>
        Projects[project].Descendants(item).Select(element => element.Attribute("Include")!.Value);

    /// <summary>The short names of the projects that a project refers to.</summary>
    public static IEnumerable<string> References(string project) =>
        Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["Wujin.Renewal.".Length..]);

    /// <summary>Folders of hand-written source, relative to <see cref="Root"/>.</summary>
    public static IEnumerable<string> SourceFolders() =>
        new[] { "data", "api", "viewer", "tests" }
            .Select(layer => Path.Combine(Root, layer))
            .Where(Directory.Exists)
            .SelectMany(layer => Directory.EnumerateDirectories(layer, "*", SearchOption.AllDirectories))
            .Select(folder => Path.GetRelativePath(Root, folder))
            .Where(folder => !folder.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "dist"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wujin.Renewal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie below Wujin.Renewal.sln.");
    }
}
