using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>Indicators and their targets in the API definition.</summary>
internal sealed class IndicatorOperations : IOpenApiContribution
{
    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var tag = definition.T("指标", "Indicators");
        definition.Document.Tags!.Add(new OpenApiTag { Name = tag });
        IOpenApiParameter[] Dates() => [.. WrittenOperations.Queries("year", "date"), definition.Parameter("asOf"), .. WrittenOperations.Queries("town")];
        IOpenApiParameter[] Year() => [.. WrittenOperations.Queries("year"), definition.Parameter("asOf")];
        OpenApiOperation Read(string id, string zh, string en, IOpenApiParameter[] parameters, params string[] inPath) =>
            WrittenOperations.Placed(definition, WrittenOperations.With(ProcessOperations.Read(definition, tag, id, definition.T(zh, en), []), parameters), inPath);

        definition.Add("/indicators", HttpMethod.Get, Read("getIndicators", "全部年度指标：目标、完成、进度与预测，全区与各镇（街道）", "All indicators: target, figure, progress and forecast, for the district and every town", Dates()));
        definition.Add("/indicators/csv", HttpMethod.Get, Read("getIndicatorsCsv", "全部指标（CSV）", "All indicators as CSV", Dates()));
        definition.Add("/indicators/{code}", HttpMethod.Get, Read("getIndicator", "单个指标", "One indicator", Dates(), "code"));
        definition.Add("/indicators/{code}/sites", HttpMethod.Get, Read("getIndicatorSites", "指标所计入的项目", "The sites behind a figure", Dates(), "code"));
        definition.Add("/indicators/{code}/sites/csv", HttpMethod.Get, Read("getIndicatorSitesCsv", "指标所计入的项目（CSV）", "The sites behind a figure as CSV", Dates(), "code"));
        definition.Add("/indicators/targets", HttpMethod.Get, Read("getTargets", "年度目标", "The targets of a year", Year()));
        definition.Add("/indicators/targets/csv", HttpMethod.Get, Read("getTargetsCsv", "年度目标（CSV）", "The targets of a year as CSV", Year()));
        definition.Add("/indicators/targets", HttpMethod.Post, Post(definition, tag));
        const string One = "/indicators/targets/{year}/{code}/{place}";
        definition.Add(One, HttpMethod.Get, Read("getTarget", "单个目标；place 为镇（街道）代码或 district", "One target; place is a town code, or district", [], "year", "code", "place"));
        definition.Add(One, HttpMethod.Put, WrittenOperations.Placed(
            definition, WrittenOperations.Locked(definition, WrittenOperations.Write(definition, tag, "putTarget", definition.T("登记或替换目标", "Record or replace a target"), "200", MediaTypes.Json)), "year", "code", "place"));
        definition.Add(One, HttpMethod.Delete, WrittenOperations.Placed(
            definition, WrittenOperations.Locked(definition, WrittenOperations.Write(definition, tag, "deleteTarget", definition.T("撤销目标（历史保留）", "Withdraw a target (its versions stay)"), "204")), "year", "code", "place"));
        definition.Add(One + "/versions", HttpMethod.Get, Read("getTargetVersions", "目标的历史版本", "All versions of a target", [], "year", "code", "place"));
    }

    private static OpenApiOperation Post(OpenApiDefinition definition, string tag)
    {
        var operation = WrittenOperations.Write(
            definition, tag, "postTargets", definition.T("批量登记目标（JSON、CSV、XLSX），全部或全不", "Record targets (JSON, CSV, XLSX), all or none"), "200", WriteTargets.Types);
        return WrittenOperations.With(operation, [.. WrittenOperations.Queries("year", "replace", "allow-unequal-sums", "dry-run")]);
    }
}
