using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Landing;

/// <summary>What the service says of itself.</summary>
internal static class ServiceText
{
    internal const string TitleZh = "武进区城市更新登记";
    internal const string TitleEn = "Wujin urban renewal register";
    internal const string DescriptionZh =
        "老旧小区、工业园区与农民自建区的更新登记，连同镇/街道、连通目标与三区三线，按 OGC API – Features 以 GeoJSON 和网页提供。";
    internal const string DescriptionEn =
        "The register of old residential compounds, industrial parks and rural self-build zones, with towns, connectivity targets and constraint areas, served as GeoJSON and as pages by OGC API – Features.";
    internal const string LicenceUrl = "https://opensource.org/license/mit";

    internal static string Title(Language language) => language.Pick(TitleZh, TitleEn);

    internal static string Description(Language language) => language.Pick(DescriptionZh, DescriptionEn);
}
