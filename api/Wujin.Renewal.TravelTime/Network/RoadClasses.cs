namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Names of <see cref="RoadClass"/>es.</summary>
public static class RoadClasses
{
    private static readonly string[] Names =
    [
        "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link",
        "unclassified", "residential", "living_street", "service", "track", "path", "footway", "steps", "ferry",
    ];

    /// <summary>All classes, in order of their numbers.</summary>
    public static IReadOnlyList<RoadClass> All { get; } = Enum.GetValues<RoadClass>();

    /// <summary>The name in files, such as <c>motorway_link</c>.</summary>
    public static string OsmName(this RoadClass roadClass) => Names[(int)roadClass];

    /// <summary>Finds a class by its name.</summary>
    /// <returns>False where no class has that name.</returns>
    public static bool TryParse(string name, out RoadClass roadClass)
    {
        var index = Array.IndexOf(Names, name);
        roadClass = (RoadClass)Math.Max(index, 0);
        return index >= 0;
    }
}
