using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Tiles;

namespace Wujin.Renewal.Api.Landing;

/// <summary>The landing page document (OGC 17-069r4, landingPage.yaml).</summary>
/// <param name="Title">Name of the service.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record LandingPage(string Title, string Description, IReadOnlyList<Link> Links)
{
    internal static LandingPage Of(HttpRequest request, Representation representation)
    {
        var language = representation.Language;
        Link To(string path, string rel, string type, string zh, string en) =>
            new(Addresses.At(request, path), rel, type) { Hreflang = language.Tag(), Title = language.Pick(zh, en) };

        return new LandingPage(ServiceText.Title(language), ServiceText.Description(language),
        [
            .. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json),
            To("/api", "service-desc", MediaTypes.OpenApi, "接口定义（OpenAPI 3.0）", "API definition (OpenAPI 3.0)"),
            To("/api?f=html", "service-doc", MediaTypes.Html, "接口说明", "API documentation"),
            To("/conformance", "conformance", MediaTypes.Json, "所符合的标准", "Conformance classes"),
            To("/collections", "data", MediaTypes.Json, "图层列表", "Collections"),
            To("/processes", "http://www.opengis.net/def/rel/ogc/1.0/processes", MediaTypes.Json, "计算过程", "Processes"),
            To("/jobs", "http://www.opengis.net/def/rel/ogc/1.0/job-list", MediaTypes.Json, "计算任务", "Jobs"),
            To("/assessments", "related", MediaTypes.Json, "连通评估", "Assessments"),
            To("/reports", "related", MediaTypes.Json, "报告", "Reports"),
            To("/scenarios", "related", MediaTypes.Json, "路网方案", "Scenarios"),
            To("/indicators", "related", MediaTypes.Json, "年度指标", "Indicators"),
            To("/attention", "related", MediaTypes.Json, "关注清单", "Attention list"),
            To("/tiles", TileSetDescription.TileSetsRelation, MediaTypes.Json, "全图矢量瓦片", "Vector tiles of the whole map"),
            To("/tileMatrixSets", TileSetDescription.TilingSchemesRelation, MediaTypes.Json, "瓦片矩阵集", "Tile matrix sets"),
            To("/functions", "http://www.opengis.net/def/rel/ogc/1.0/functions", MediaTypes.Json, "过滤函数", "Functions of filters"),
            new Link(ServiceText.LicenceUrl, "license", MediaTypes.Html) { Title = language.Pick("许可（MIT）", "Licence (MIT)") },
        ]);
    }
}
