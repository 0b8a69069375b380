using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Tiles;

/// <summary>The layers of the map, lowest first.</summary>
public static class TileLayers
{
    /// <summary>Last zoom at which tiles are made: a unit is 13 cm on the ground there, and clients draw further ones by enlarging.</summary>
    public const int MaximumZoom = 16;

    /// <summary>Main roads from afar, streets from near: a tile of a city stays below some hundred kilobytes.</summary>
    private const string RoadsByZoom = """
        {zoom} >= CASE
            WHEN f.class IN ('motorway', 'trunk') THEN 5
            WHEN f.class IN ('motorway_link', 'trunk_link', 'primary', 'ferry') THEN 8
            WHEN f.class IN ('primary_link', 'secondary') THEN 10
            WHEN f.class IN ('secondary_link', 'tertiary') THEN 11
            WHEN f.class IN ('tertiary_link', 'unclassified', 'residential', 'living_street') THEN 12
            ELSE 13
        END
        """;

    /// <summary>Every layer, in the order in which a map draws them.</summary>
    public static IReadOnlyList<TileLayer> All { get; } =
    [
        new(RegisterCatalogue.Towns, "code", "name_zh", "name_en", "is_schematic"),
        new(RegisterCatalogue.ConstraintAreas, "code", "name_zh", "type", "is_demo"),
        new(RegisterCatalogue.Roads, "code", "class", "name", "oneway", "is_demo")
        {
            MinimumZoom = 5,
            Condition = RoadsByZoom,
            Generation = "SELECT network_id FROM renewal.road_network WHERE is_current",
        },
        new(RegisterCatalogue.SelfBuildZones, "code", "name_zh", "name_en", "stage", "plan_year", "town_name", "village", "households_planned", "is_demo"),
        new(RegisterCatalogue.IndustrialParks, "code", "name_zh", "name_en", "stage", "plan_year", "town_name", "action", "land_mu", "tax_wan_per_mu", "is_demo"),
        new(RegisterCatalogue.Compounds, "code", "name_zh", "name_en", "stage", "plan_year", "town_name", "renovation_class", "households", "is_demo"),
        new(RegisterCatalogue.Platforms, "code", "name_zh", "name_en", "role", "is_schematic"),
        new(RegisterCatalogue.Places, "code", "name_zh", "name_en", "role", "accuracy_m", "is_schematic"),
        new(RegisterCatalogue.Assessments, "code", "tier", "place", "name_zh", "minutes", "limit_minutes", "margin_minutes", "verdict", "is_demo")
        {
            Condition = "f.profile = 'car'",
            Generation = "SELECT max(feature_key) FROM renewal.assessment_verdict",
        },
    ];

    /// <summary>The layer of a collection; null where it is not drawn.</summary>
    public static TileLayer? Find(string collectionId) => All.FirstOrDefault(l => l.Id == collectionId);
}
