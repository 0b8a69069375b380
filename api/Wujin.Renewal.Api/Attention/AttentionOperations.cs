using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Attention;

/// <summary>The attention list in the API definition.</summary>
internal sealed class AttentionOperations : IOpenApiContribution
{
    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var tag = definition.T("关注清单", "Attention list");
        definition.Document.Tags!.Add(new OpenApiTag { Name = tag });
        IOpenApiParameter[] Filters() =>
            [.. WrittenOperations.Queries("date"), definition.Parameter("asOf"), .. WrittenOperations.Queries("town", "kind", "rule", "severity", "site", "accepted", "limit", "offset")];
        OpenApiOperation Read(string id, string zh, string en, IOpenApiParameter[] parameters, params string[] inPath) =>
            WrittenOperations.Placed(definition, WrittenOperations.With(ProcessOperations.Read(definition, tag, id, definition.T(zh, en), []), parameters), inPath);
        OpenApiOperation Write(string id, string zh, string en, string status, params string[] bodies) =>
            WrittenOperations.Placed(definition, WrittenOperations.Write(definition, tag, id, definition.T(zh, en), status, bodies), "code");

        definition.Add("/attention", HttpMethod.Get, Read("getAttention", "关注清单：规则、严重程度、起始日期", "The attention list: rule, severity, since when", Filters()));
        definition.Add("/attention/csv", HttpMethod.Get, Read("getAttentionCsv", "关注清单（CSV）", "The attention list as CSV", Filters()));
        definition.Add("/attention/limits", HttpMethod.Get, Read("getAttentionLimits", "规则的限值", "Limits of the rules", [definition.Parameter("asOf")]));
        definition.Add("/attention/limits/{code}", HttpMethod.Put, Write("putAttentionLimit", "设定限值", "Set a limit", "200", MediaTypes.Json));
        definition.Add("/attention/limits/{code}", HttpMethod.Delete, Write("resetAttentionLimit", "恢复默认限值", "Back to the default", "204"));
        definition.Add("/attention/{code}", HttpMethod.Get, Read("getAttentionItem", "清单中的一项", "One item of the list", [], "code"));
        definition.Add("/attention/{code}/acceptance", HttpMethod.Post, Write("acceptAttentionItem", "说明理由并认可现状；情况变化后重新列出", "Accept as it is, with a reason; open again when the situation changes", "200", MediaTypes.Json));
        definition.Add("/attention/{code}/acceptance", HttpMethod.Delete, Write("reopenAttentionItem", "撤回认可", "Take an acceptance back", "204"));
    }
}
