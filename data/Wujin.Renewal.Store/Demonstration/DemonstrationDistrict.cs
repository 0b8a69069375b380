using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// A made-up renewal programme on the real ground of Wujin: 400 compounds, 60 industrial parks, 80 self-build zones, and constraint areas.
/// The same seed and reference data give the same features, byte for byte.
/// </summary>
/// <param name="Sites">The sites, by kind and code.</param>
/// <param name="ConstraintAreas">Made-up constraint areas, ready for the register.</param>
public sealed record DemonstrationDistrict(IReadOnlyList<DemonstrationSite> Sites, IReadOnlyList<FeatureDraft> ConstraintAreas)
{
    /// <summary>What each feature says of its source.</summary>
    public const string Source = "虚构示例：由程序按固定种子生成，不反映任何真实地块、项目或单位 (made up by a program)";

    /// <summary>The seed of the demonstration that comes with the service.</summary>
    public const long DefaultSeed = 320412;

    private const int WithoutOutline = 6;

    /// <summary>Makes the programme. Takes about a second; touches no database.</summary>
    /// <param name="reference">The ground.</param>
    /// <param name="seed">Another seed, another programme.</param>
    public static DemonstrationDistrict Generate(ReferenceData reference, long seed = DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var root = unchecked((ulong)seed);
        var frames = Frames(reference, SeededRandom.For(root, "streets"));
        var ground = new Ground(reference);
        var constraints = ConstraintLayout.Draw(reference, ground, frames, SeededRandom.For(root, "constraints"));
        var parks = ParkLayout.Place(ground, reference, frames, SeededRandom.For(root, "parks"));
        var compounds = reference.Towns.SelectMany(town => CompoundLayout.Place(
            ground, town, TownProfile.Of(town.Seat.Code).Compounds, frames[town], SeededRandom.For(root, "compounds " + town.Seat.Code))).ToList();
        var zones = ZoneLayout.Place(ground, reference, SeededRandom.For(root, "zones"));

        var names = new MadeUpNames(SeededRandom.For(root, "names"));
        IReadOnlyList<string> platforms = [.. reference.Places.Where(p => p.IsPlatform).Select(p => p.Code)];
        IEnumerable<DemonstrationSite> Tell(IReadOnlyList<SitePlot> plots, string prefix, (int, int) worksDays) =>
            Stories(plots, prefix, worksDays, names, platforms, SeededRandom.For(root, "stories " + prefix));
        return new DemonstrationDistrict(
            [.. Tell(compounds, "WJ-C", (120, 330)), .. Tell(parks, "WJ-P", (240, 720)), .. Tell(zones, "WJ-Z", (210, 560))],
            constraints);
    }

    private static Dictionary<TownArea, StreetFrame> Frames(ReferenceData reference, SeededRandom random) =>
        reference.Towns.ToDictionary(
            town => town,
            town => new StreetFrame(
                MetricPlane.ToMetres(town.Seat.Location), double.DegreesToRadians(TownProfile.Of(town.Seat.Code).TurnDegrees), random));

    private static IEnumerable<DemonstrationSite> Stories(
        IReadOnlyList<SitePlot> plots, string prefix, (int, int) worksDays, MadeUpNames names, IReadOnlyList<string> platforms, SeededRandom random)
    {
        var ordered = plots.OrderBy(p => p.Town.Seat.Code, StringComparer.Ordinal).ThenBy(p => Distance(p)).ToList();
        HashSet<int> withoutOutline = prefix == "WJ-C" ? [.. random.Shuffled(Enumerable.Range(0, ordered.Count)).Take(WithoutOutline)] : [];
        for (var i = 0; i < ordered.Count; i++)
        {
            var isDrawn = !withoutOutline.Contains(i);
            var course = isDrawn ? Course.Draw(worksDays, random) : Course.JustSurveyed(random);
            var ledger = Ledger.Draw(ordered[i], course, names, platforms, random);
            var declared = random.Chance(0.02) ? Neighbour(plots, ordered[i]) : ordered[i].Town;
            var troubles = new SiteTroubles(
                random.Chance(0.055) ? 1 + ((random.Chance(0.5) ? 1 : -1) * random.Between(0.062, 0.18)) : random.Between(0.985, 1.02),
                declared.Seat.Code,
                random.Chance(0.05) ? random.Between(1.09, 1.26) : random.Between(0.93, 1.0),
                isDrawn);
            yield return new SiteStory(ordered[i], $"{prefix}-{i + 1:0000}", course, ledger, troubles, random).Tell();
        }
    }

    private static double Distance(SitePlot plot) => plot.Metres.Centroid.Coordinate.Distance(MetricPlane.ToMetres(plot.Town.Seat.Location));

    // The other town whose sites begin nearest: the one that an office would mistake it for.
    private static TownArea Neighbour(IReadOnlyList<SitePlot> plots, SitePlot plot) =>
        plots.Where(p => p.Town != plot.Town).MinBy(p => p.Metres.Distance(plot.Metres))!.Town;
}
