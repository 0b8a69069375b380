using System.Text.Json;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Reference;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Reference;

public sealed class ReferenceDataTests
{
    private static readonly ReferenceData Data = ReferenceData.Load();

    [Fact]
    public void The_files_lie_beside_the_application_and_each_states_its_source()
    {
        var folder = ReferenceData.DefaultFolder;
        using var sources = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "sources.json")));
        var readme = File.ReadAllText(Path.Combine(folder, "README.md"));

        var stated = sources.RootElement.GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("file").GetString()!);
        var files = Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Except(["sources.json", "README.md"]).Order().ToList();

        Assert.Equal(files, stated.Keys.Order());
        Assert.All(files, file => Assert.Contains($"`{file}`", readme, StringComparison.Ordinal));
        Assert.All(stated.Values, file => Assert.All(
            new[] { "content_zh", "content_en", "source", "licence", "accuracy_m", "datum", "not_for" },
            name => Assert.False(string.IsNullOrWhiteSpace(file.GetProperty(name).GetString()))));
    }

    [Fact]
    public void There_are_sixteen_towns_four_platforms_four_tiers_seventeen_corridors_and_three_lakes_of_the_district()
    {
        Assert.Equal(16, ReferenceDrafts.OfTowns(Data).Count);
        Assert.Equal(36, ReferenceDrafts.OfPlaces(Data).Count);
        Assert.Equal(4, ReferenceDrafts.OfPlatforms(Data).Count);
        Assert.Equal([30, 45, 60, 120], Data.Tiers.Select(t => t.LimitMinutes));
        Assert.Equal(17, Data.Corridors.Count);
        Assert.All(Data.Corridors, c => Assert.True(c.Waypoints.Count >= 2));
        Assert.Equal(3, Data.Waters.Count(w => w.IsInDistrict));
    }

    [Fact]
    public void Every_tier_starts_at_a_known_place_and_reaches_some()
    {
        var places = ReferenceDrafts.OfPlaces(Data);

        Assert.All(Data.Tiers, tier =>
        {
            Assert.Contains(places, p => p.Code == tier.OriginCode);
            Assert.All(tier.DestinationRoles, role => Assert.Contains(places, p => (string)p.Values["role"]! == role));
        });
    }

    [Fact]
    public void Every_row_fulfils_the_rules_of_its_collection()
    {
        Assert.All(ReferenceDrafts.OfTowns(Data), d => Assert.Empty(FeatureRules.Check(RegisterCatalogue.Towns, d)));
        Assert.All(ReferenceDrafts.OfPlaces(Data), d => Assert.Empty(FeatureRules.Check(RegisterCatalogue.Places, d)));
        Assert.All(ReferenceDrafts.OfPlatforms(Data), d => Assert.Empty(FeatureRules.Check(RegisterCatalogue.Platforms, d)));
        Assert.All(ReferenceDrafts.OfTiers(Data), d => Assert.Empty(FeatureRules.Check(RegisterCatalogue.Tiers, d)));
    }

    [Fact]
    public void A_broken_table_is_refused_with_file_and_line()
    {
        var folder = Directory.CreateTempSubdirectory("wujin-reference-");
        try
        {
            foreach (var file in Directory.GetFiles(ReferenceData.DefaultFolder))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            var places = Path.Combine(folder.FullName, "places.csv");
            File.WriteAllText(places, File.ReadAllText(places).Replace("119.9375", "east", StringComparison.Ordinal));

            var error = Assert.Throws<InvalidDataException>(() => ReferenceData.Load(folder.FullName));

            Assert.Equal("places.csv, line 2: lon is no number: east.", error.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
