using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Attention;

/// <summary>What is the matter with a site, in a sentence.</summary>
internal static class AttentionText
{
    /// <summary>The sentence in both languages.</summary>
    /// <param name="rule">Code of the rule.</param>
    /// <param name="facts">The situation, by name.</param>
    /// <param name="measure">Days, or a share.</param>
    /// <param name="allowed">What the rule allows.</param>
    /// <param name="other">Name and code of the counterpart.</param>
    /// <param name="town">Name of the town the site lies in.</param>
    internal static (string Zh, string En) Of(string rule, JsonElement facts, double? measure, double? allowed, string? other, string? town) => rule switch
    {
        "late" when facts.TryGetProperty("planned_finish", out var finish) =>
            ($"计划 {finish} 竣工，已逾期 {Days(measure)} 天", $"To be completed by {finish}: {Days(measure)} days late"),
        "late" => ($"计划 {Fact(facts, "planned_start")} 开工，已逾期 {Days(measure)} 天", $"To be begun by {Fact(facts, "planned_start")}: {Days(measure)} days late"),
        "stuck" =>
            ($"{Stage(facts).Zh}阶段自 {Fact(facts, "stage_since")} 起已 {Days(measure)} 天，通常不超过 {Days(allowed)} 天",
                $"{Stage(facts).En} since {Fact(facts, "stage_since")}, {Days(measure)} days; usual are {Days(allowed)} at most"),
        "over-budget" =>
            ($"已完成投资 {Fact(facts, "spent_wan")} 万元，总投资 {Fact(facts, "budget_wan")} 万元{(measure is { } m ? "，超出 " + Percent(m) : "")}",
                $"{Fact(facts, "spent_wan")} 万元 spent of a budget of {Fact(facts, "budget_wan")} 万元{(measure is { } n ? ", " + Percent(n) + " over" : "")}"),
        "overlap" => ($"本项目面积的 {Percent(measure)} 与 {other} 重叠", $"{Percent(measure)} of its area overlaps {other}"),
        "constraint" =>
            ($"本项目面积的 {Percent(measure)} 压占{ConstraintType(facts).Zh}（{other}）", $"{Percent(measure)} of its area lies on {ConstraintType(facts).En} ({other})"),
        "area-difference" =>
            ($"申报 {Area(facts, "declared_area_m2")} 平方米，量算 {Area(facts, "area_m2")} 平方米，相差 {Signed(measure)}",
                $"Declared {Area(facts, "declared_area_m2")} m², measured {Area(facts, "area_m2")} m²: {Signed(measure)}"),
        "no-history" => ($"{Fact(facts, "stage_since")} 已为{Stage(facts).Zh}阶段，此前各阶段无记录", $"{Stage(facts).En} since {Fact(facts, "stage_since")}, and nothing is recorded of the stages before"),
        "town-mismatch" when town is null => ("图上位置不在任何镇（街道）内", "Lies in no town"),
        "town-mismatch" => ($"申报为{other}，图上位于{town}", $"Declared in {other}, lies in {town}"),
        _ => ("", ""),
    };

    private static string Fact(JsonElement facts, string name) => facts.GetProperty(name).ToString();

    private static string Days(double? days) => days?.ToString("0", CultureInfo.InvariantCulture) ?? "?";

    private static string Percent(double? share) => share is { } value ? (value is > 0 and < 0.001 ? "<0.1%" : value.ToString("0.#%", CultureInfo.InvariantCulture)) : "?";

    private static string Signed(double? share) => share?.ToString("+0.#%;-0.#%", CultureInfo.InvariantCulture) ?? "?";

    private static string Area(JsonElement facts, string name) => facts.GetProperty(name).GetDouble().ToString("#,0", CultureInfo.InvariantCulture);

    private static (string Zh, string En) Stage(JsonElement facts) => Title(CodeLists.Stages, Fact(facts, "stage"));

    private static (string Zh, string En) ConstraintType(JsonElement facts) => Title(CodeLists.ConstraintTypes, Fact(facts, "type"));

    private static (string Zh, string En) Title(CodeList list, string code) => list.Find(code) is { } entry ? (entry.TitleZh, entry.TitleEn) : (code, code);
}
