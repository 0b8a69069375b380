using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Reference;

/// <summary>The reference data as features of the register.</summary>
public static class ReferenceDrafts
{
    private const string PlaceSource = "本项目整理的近似坐标（WGS 84），精度见 accuracy_m；代码为统计用区划代码";
    private const string PlatformSource = "本项目整理的近似坐标（WGS 84），精度见 accuracy_m";

    /// <summary>The 16 towns with their schematic areas.</summary>
    public static IReadOnlyList<FeatureDraft> OfTowns(ReferenceData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. data.Towns.Select(town => new FeatureDraft(
            Located(town.Seat, TownArea.AccuracyM, isSchematic: true, TownArea.Source),
            MetricPlane.ToDegrees(town.Metres)))];
    }

    /// <summary>Origins and destinations of the connectivity targets.</summary>
    public static IReadOnlyList<FeatureDraft> OfPlaces(ReferenceData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. data.Places.Where(p => !p.IsPlatform).Select(p => OfPoint(p, PlaceSource))];
    }

    /// <summary>The parks that receive consolidated industry.</summary>
    public static IReadOnlyList<FeatureDraft> OfPlatforms(ReferenceData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. data.Places.Where(p => p.IsPlatform).Select(p => OfPoint(p, PlatformSource))];
    }

    /// <summary>The connectivity targets.</summary>
    public static IReadOnlyList<FeatureDraft> OfTiers(ReferenceData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. data.Tiers.Select(tier => new FeatureDraft(
            new Dictionary<string, object?>
            {
                ["code"] = tier.Code,
                ["name_zh"] = tier.NameZh,
                ["name_en"] = tier.NameEn,
                ["limit_minutes"] = tier.LimitMinutes,
                ["origin_code"] = tier.OriginCode,
                ["destination_roles"] = tier.DestinationRoles.ToArray(),
                ["source"] = tier.Source,
            },
            null))];
    }

    private static FeatureDraft OfPoint(PlaceRow place, string source) => new(
        Located(place, place.AccuracyM, isSchematic: false, source), MetricPlane.Degrees.CreatePoint(place.Location.Copy()));

    private static Dictionary<string, object?> Located(PlaceRow place, double accuracyM, bool isSchematic, string source) => new()
    {
        ["code"] = place.Code,
        ["name_zh"] = place.NameZh,
        ["name_en"] = place.NameEn,
        ["role"] = place.Role,
        ["accuracy_m"] = accuracyM,
        ["is_schematic"] = isSchematic,
        ["source"] = source,
    };
}
