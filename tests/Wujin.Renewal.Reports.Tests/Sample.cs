using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Connectivity;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Tests;

/// <summary>
/// A register of five sites in two square towns, small enough to add up in the head: compounds of 100 and 250 households that cost 300.5 and 200 万元,
/// of which 150.25 and 250 are spent; a park of 30.5 mu; two zones, of which one has no outline.
/// </summary>
internal static class Sample
{
    internal static readonly DateOnly Effective = new(2026, 9, 30);
    internal static readonly DateTimeOffset Recorded = new(2026, 10, 8, 1, 2, 3, TimeSpan.Zero);

    internal const string FormulaName = "=cmd|' /C calc'!A0";

    internal static byte[] Square(double west, double south, double side) => new WKBWriter().Write(new MultiPolygon([new Polygon(new LinearRing(
        [new(west, south), new(west + side, south), new(west + side, south + side), new(west, south + side), new(west, south)]))]));

    internal static IReadOnlyList<ReportTown> Towns { get; } =
    [
        new("320412100", "湖塘镇", "Hutang", Square(119.90, 31.65, 0.1), 119.95, 31.70, true),
        new("320412102", "牛塘镇", "Niutang", Square(119.80, 31.65, 0.1), 119.85, 31.70, true),
    ];

    internal static ReportGround Ground { get; } = new(
        Towns, [("天宁区", Square(119.92, 31.755, 0.08))],
        [new MapArea(AreaStyle.Farmland, Square(119.81, 31.66, 0.03)), new MapArea(AreaStyle.Ecological, Square(119.96, 31.66, 0.02)), new MapArea(AreaStyle.GrowthBoundary, Square(119.83, 31.67, 0.14))],
        [Line(LineStyle.Motorway, 119.79, 31.69, 120.01, 31.72), Line(LineStyle.Major, 119.85, 31.64, 119.88, 31.76)], [new MapPoint(PointStyle.Platform, 119.87, 31.68, "西太湖科技产业园")], false);

    internal static IReadOnlyList<ReportSite> Sites { get; } =
    [
        Site("C1", SiteKind.Compound, "清英新村", 0, Stage.Completed, 100, 300.5m, 150.25m, Square(119.92, 31.68, 0.006), 10_000),
        Site("C2", SiteKind.Compound, FormulaName, 1, Stage.Construction, 250, 200m, 250m, Square(119.86, 31.71, 0.008), 30_000),
        Site("P1", SiteKind.IndustrialPark, "牛塘老工业区", 1, Stage.Accepted, 30.5m, 1000m, 900m, Square(119.84, 31.69, 0.010), 20_333.33),
        Site("Z1", SiteKind.SelfBuildZone, "青云村自建区", 0, Stage.Approved, 40, null, null, Square(119.97, 31.72, 0.005), 5_000),
        Site("Z2", SiteKind.SelfBuildZone, "尚无轮廓的自建区", 0, Stage.Surveyed, 12, null, null, null, null),
    ];

    internal static ProgrammeData Data() => new()
    {
        Period = ReportPeriod.Parse("2026-Q3")!,
        EffectiveOn = Effective,
        RecordedAt = Recorded,
        Indicators = Indicators(),
        Attention = new AttentionList(Effective, Recorded,
        [
            new("late/C2", "late", AttentionSeverity.High, "C2", "compound", FormulaName, null, "320412102", "牛塘镇", "construction", new DateOnly(2026, 6, 30), 92, 0, null, null, "计划 2026-06-30 竣工，已超 92 天。", "Was to be completed on 2026-06-30, 92 days ago.", true, null),
            new("over/C2", "over-budget", AttentionSeverity.Medium, "C2", "compound", FormulaName, null, "320412102", "牛塘镇", "construction", new DateOnly(2026, 8, 1), 0.25, 0, null, null, "已完成投资超出总投资 25%。", "Spent 25 % more than the budget.", true, new AttentionAcceptance("张工", Recorded, "补助未到账")),
        ]),
        Sites = Sites,
        Changes = new RegisterChanges(Recorded.AddDays(-90), [new KindChanges(SiteKind.Compound, 1, 2, 0)],
            [new StageMove("C1", SiteKind.Compound, "清英新村", null, "320412100", "湖塘镇", Stage.Construction, Stage.Completed, new DateOnly(2026, 8, 20), Recorded.AddDays(-40))]),
        Ground = Ground,
        Connectivity = Run(),
        Links = new ReportLinks("http://127.0.0.1:5080", Effective, Recorded, "/reports/programme?period=2026-Q3&effective=2026-09-30&recorded=2026-10-08T01%3A02%3A03Z", "./run report programme --period 2026-Q3"),
    };

    internal static Wording Words(ReportLanguage language = ReportLanguage.Chinese) => new(language, ReportTemplate.None with { MapApprovalNo = "苏D（2026）01号", Classification = "内部" });

    internal static ConnectivityRun Run(string? scenario = null, double faster = 0) => new("0a1b2c3d-0000-0000-0000-000000000000", Recorded.AddDays(-7), "car", scenario, true, null,
    [
        new RunTier("t30", "主城区至各镇（街道）", 30, "320412-core",
        [
            new("320412100", "湖塘镇", 119.95, 31.70, 8.2, true, true), new("320412102", "牛塘镇", 119.85, 31.70, 31.4 - faster, 31.4 - faster <= 30, false)
            {
                Diagnosis = new RunDiagnosis(18_400, 1.42, 35.2, 36.8, [new SlowStretch("常武路", "primary", 3200, 7.1, 2.3)], Line(LineStyle.RouteFail, 119.94, 31.70, 119.85, 31.70).Wkb),
            },
        ]),
        new RunTier("t45", "至常州其他区及相邻城市", 45, "320412-core", [new("320402", "天宁区", 119.974, 31.779, 22.5, true, true), new("320281", "江阴市", 120.285, 31.92, 58.1, false, true), new("x", "孤岛", 120.1, 31.5, null, false, true)]),
    ]);

    private static IndicatorTable Indicators()
    {
        static IndicatorValue Value(string code, string? town, decimal? actual, decimal? target, decimal? forecast) => new(
            IndicatorCatalogue.Find(code)!, 2026, town, Towns.FirstOrDefault(t => t.Code == town)?.NameZh, Effective, new IndicatorActual(actual, 1, 0, forecast, 0), target is { } t ? new IndicatorTarget(2026, code, town, t) : null);
        return new IndicatorTable(2026, Effective, Recorded,
            [
                Value("compounds_renovated", null, 1, 2, 2), Value("households_renovated", null, 100, 200, 350), Value("lifts_added", null, 0, 0, 0), Value("land_consolidated", null, 30.5m, 30, 30.5m),
                Value("selfbuild_settled", null, 10, 40, 20), Value("towns_connected", null, 1, 2, null),
            ],
            [
                Value("compounds_renovated", "320412100", 1, 1, 1), Value("compounds_renovated", "320412102", 0, 1, 1), Value("land_consolidated", "320412102", 30.5m, 30, 30.5m),
                Value("selfbuild_settled", "320412100", 10, 40, 20),
            ],
            [new UnequalSum("households_renovated", true, 200, 190)], null, false, true);
    }

    private static MapLine Line(LineStyle style, double x1, double y1, double x2, double y2) => new(style, new WKBWriter().Write(new LineString([new(x1, y1), new(x2, y2)])));

    private static ReportSite Site(string code, SiteKind kind, string name, int town, Stage stage, decimal size, decimal? budget, decimal? spent, byte[]? wkb, double? area) => new()
    {
        Code = code, Kind = kind, NameZh = name, TownCode = Towns[town].Code, TownName = Towns[town].NameZh, Stage = stage, StageDate = new DateOnly(2026, 8, 20), PlanYear = 2026, PlannedStart = new DateOnly(2026, 1, 5),
        PlannedFinish = new DateOnly(2026, 6, 30), BudgetWan = budget, SpentWan = spent, Size = size, Wkb = wkb, AreaM2 = area, IsDemo = true,
    };
}
