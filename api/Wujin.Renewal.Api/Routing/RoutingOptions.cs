using System.CommandLine;
using System.Globalization;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Routing;

/// <summary>What the verbs that ask a road graph have in common.</summary>
internal static class RoutingOptions
{
    /// <summary>The graph file.</summary>
    public static Option<string> Graph() => new("--graph") { Description = "A graph file, made by ./run roads build.", Required = true, HelpName = "FILE" };

    /// <summary>Who travels, and when.</summary>
    public static Option<string> Profile()
    {
        string[] names = [.. Profiles.All.Select(p => p.Name())];
        var option = new Option<string>("--profile") { Description = "Who travels, and when.", HelpName = string.Join('|', names), DefaultValueFactory = _ => names[0] };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    /// <summary>How far a place may be from a road.</summary>
    public static Option<double?> SnapLimit() => new("--snap-limit")
    {
        Description = "How far a place may be from the road, metres. [default: of the speed model]", HelpName = "METRES",
    };

    /// <summary>Road changes.</summary>
    public static Option<string?> Scenario() => new("--scenario") { Description = "Road changes to apply first.", HelpName = "F.geojson" };

    /// <summary>Refuses to write bytes to a terminal.</summary>
    /// <exception cref="UsageException">The format is one of bytes and no file is given.</exception>
    public static void RequireFile(string? format, string? path)
    {
        if (format is "tif" or "gpkg" && path is null)
        {
            throw new UsageException($"--format {format} writes bytes: give a file with --out.");
        }
    }

    /// <summary>The profile of a name that the option has accepted.</summary>
    public static Profile Read(string name) => Profiles.TryParse(name, out var profile) ? profile : throw new UsageException($"--profile {name} is not known.");

    /// <summary>A place given as X,Y: longitude and latitude in degrees.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Position ReadPlace(string option, string text)
    {
        var parts = text.Split(',');
        return parts.Length == 2 && TryDegrees(parts[0], 180, out var longitude) && TryDegrees(parts[1], 90, out var latitude)
            ? Position.FromDegrees(longitude, latitude)
            : throw new UsageException($"{option} {text} is no place; expected longitude and latitude in degrees, such as 119.95,31.72.");
    }

    private static bool TryDegrees(string text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;
}
