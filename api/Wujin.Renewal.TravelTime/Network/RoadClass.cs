namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Classes of roads, most important first; the names of the values of OpenStreetMap's <c>highway</c>.</summary>
public enum RoadClass : byte
{
    /// <summary>高速公路.</summary>
    Motorway,

    /// <summary>匝道 of a motorway.</summary>
    MotorwayLink,

    /// <summary>国道, 城市快速路.</summary>
    Trunk,

    /// <summary>匝道 of a trunk road.</summary>
    TrunkLink,

    /// <summary>省道, 主干路.</summary>
    Primary,

    /// <summary>Link of a primary road.</summary>
    PrimaryLink,

    /// <summary>县道, 次干路.</summary>
    Secondary,

    /// <summary>Link of a secondary road.</summary>
    SecondaryLink,

    /// <summary>乡道, 支路.</summary>
    Tertiary,

    /// <summary>Link of a tertiary road.</summary>
    TertiaryLink,

    /// <summary>Minor road outside settlements.</summary>
    Unclassified,

    /// <summary>Street of a residential area.</summary>
    Residential,

    /// <summary>Street where people on foot come first.</summary>
    LivingStreet,

    /// <summary>Access to a plot, car park or yard.</summary>
    Service,

    /// <summary>Field or forest track.</summary>
    Track,

    /// <summary>Path of any kind: cycleway, bridleway, path.</summary>
    Path,

    /// <summary>Footway, pedestrian street, pavement.</summary>
    Footway,

    /// <summary>Steps.</summary>
    Steps,

    /// <summary>Ferry.</summary>
    Ferry,
}
