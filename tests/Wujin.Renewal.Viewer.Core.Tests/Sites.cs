using System.Text.Json.Nodes;
using Wujin.Renewal.Viewer.Core.Connection;

namespace Wujin.Renewal.Viewer.Core.Tests;

/// <summary>Sites for tests.</summary>
internal static class Sites
{
    /// <summary>A square of 0.01 degrees in Hutang, moved east by steps of 0.02.</summary>
    internal static JsonObject Compound(string code, string name = "清英新村", int step = 0, string more = "") => JsonNode.Parse($$$"""
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[{{{Ring(119.94 + (step * 0.02))}}}]]},
         "properties":{"code":"{{{code}}}","name_zh":"{{{name}}}"{{{(more.Length > 0 ? "," + more : "")}}}}}
        """)!.AsObject();

    internal static Task<SiteFeature> CreateAsync(RenewalApi api, string code, string name = "清英新村", int step = 0, string more = "") =>
        api.CreateAsync("compounds", Compound(code, name, step, more), "测试", ServedDistrict.Cancel);

    private static string Ring(double west) => FormattableString.Invariant(
        $"[{west:0.00},31.70],[{west + 0.01:0.00},31.70],[{west + 0.01:0.00},31.71],[{west:0.00},31.71],[{west:0.00},31.70]");
}
