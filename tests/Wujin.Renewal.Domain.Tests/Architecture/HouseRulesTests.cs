using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Architecture;

/// <summary>Rules of the house that a compiler cannot hold.</summary>
public sealed class HouseRulesTests
{
    private const int LongestFileLines = 400;

    [Fact]
    public void Folders_are_named_for_the_domain() =>
        Assert.DoesNotContain(SourceTree.SourceFolders(), folder => Path.GetFileName(folder) is "Helpers" or "Services" or "Utils" or "Common" or "Misc");

    [Fact]
    public void Every_package_says_what_it_is_for()
    {
        var packages = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Packages.props"), LoadOptions.PreserveWhitespace)
            .Descendants("PackageVersion")
            .ToList();

        Assert.NotEmpty(packages);
        Assert.Empty(packages.Where(package => !IsExplained(package)).Select(package => package.Attribute("Include")!.Value));
    }

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines() =>
        Assert.DoesNotContain(
            SourceTree.SourceFolders().SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs")),
            file => File.ReadLines(file).Count() > LongestFileLines);

    private static bool IsExplained(XElement package)
    {
        var before = package.PreviousNode;
        while (before is XText { NodeType: XmlNodeType.Text } text && string.IsNullOrWhiteSpace(text.Value))
        {
            before = before.PreviousNode;
        }

        return before is XComment;
    }
}
