using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>Tests of the browser map: they share one browser and one service, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    /// <summary>What tests name to be in it.</summary>
    public const string Name = "browser map";
}
