namespace Wujin.Renewal.Domain.Sites;

/// <summary>The three kinds of renewal site (更新项目) the register keeps.</summary>
public enum SiteKind
{
    /// <summary>Old residential compound, 老旧小区.</summary>
    Compound,

    /// <summary>Industrial land to be consolidated, 工业园区 / 低效工业用地.</summary>
    IndustrialPark,

    /// <summary>Rural zone where farmers build on allotted plots, 农民自建区.</summary>
    SelfBuildZone,
}

/// <summary>Spellings of <see cref="SiteKind"/> in the database, in JSON and on the command line.</summary>
public static class SiteKinds
{
    /// <summary>The code stored in <c>site.kind</c> and served as the property <c>kind</c>.</summary>
    public static string Code(this SiteKind kind) => kind switch
    {
        SiteKind.Compound => "compound",
        SiteKind.IndustrialPark => "industrial-park",
        SiteKind.SelfBuildZone => "selfbuild-zone",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The API collection that serves sites of this kind.</summary>
    public static string CollectionId(this SiteKind kind) => kind switch
    {
        SiteKind.Compound => "compounds",
        SiteKind.IndustrialPark => "industrial-parks",
        SiteKind.SelfBuildZone => "selfbuild-zones",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
