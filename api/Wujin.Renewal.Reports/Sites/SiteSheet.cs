using System.Globalization;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Sites;

/// <summary>A stage a site reached.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="EffectiveOn">When.</param>
/// <param name="RecordedAt">When the register learned of it.</param>
/// <param name="Actor">Who recorded it.</param>
public sealed record SiteStage(Stage Stage, DateOnly EffectiveOn, DateTimeOffset RecordedAt, string Actor);

/// <summary>A version of a site.</summary>
/// <param name="Number">Its number.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record SiteVersion(long Number, DateTimeOffset RecordedAt, string Actor, string? Reason);

/// <summary>Everything a site sheet is made of.</summary>
/// <param name="Site">The site.</param>
/// <param name="Attributes">Its properties, by name, in the order of the catalogue.</param>
/// <param name="Stages">Stages it reached by the effective date, in time.</param>
/// <param name="Versions">Its versions by the recorded instant, latest first.</param>
/// <param name="Ground">What maps show.</param>
/// <param name="Beside">Other sites near it.</param>
/// <param name="Links">Addresses and commands.</param>
public sealed record SiteData(
    ReportSite Site, IReadOnlyList<(PropertyDefinition Property, object? Value)> Attributes, IReadOnlyList<SiteStage> Stages, IReadOnlyList<SiteVersion> Versions, ReportGround Ground, IReadOnlyList<ReportSite> Beside, ReportLinks Links);

/// <summary>Composes the sheet of one site: where it is, its outline with coordinates, what is recorded of it, its way through the stages.</summary>
public static class SiteSheet
{
    private const int VersionsOnPages = 8;
    private const int VerticesOnPages = 14;
    private const int PageWidth = 800;
    private const int OutlineWidth = 450;
    private const int MapHeight = 400;

    /// <summary>Columns of property and value side by side.</summary>
    private const int Pairs = 3;

    private static readonly HashSet<string> Said = ["code", "name_zh", "name_en", "kind", "town_code", "town_name", "stage", "stage_date", "is_demo", "version", "updated_at", "updated_by", "area_m2", "planned_start", "planned_finish", "actual_start", "actual_finish"];

    /// <summary>Composes it.</summary>
    public static Report Compose(SiteData data, Wording words)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(words);
        var site = data.Site;
        var kind = CodeLists.Kinds.Find(site.Kind.Code())!;
        return new Report
        {
            Title = words.Fill("site.title", Cut(SiteTables.Name(site, words))),
            Subtitle = $"{site.Code}　{words.T(kind.TitleZh, kind.TitleEn)}",
            Heading = words["office"],
            Footer = words["footer"],
            Language = words.Language,
            LogoPng = words.Template.LogoPng,
            Css = words.Template.Css,
            Facts =
            [
                new(words.T("镇/街道", "Town"), data.Ground.Towns.FirstOrDefault(t => t.Code == site.TownCode) is { } town ? TownTables.Name(town, words) : site.TownName ?? "–"),
                new(words.T("阶段", "Stage"), SiteTables.StageOf(site.Stage, words) + (site.StageDate is { } since ? " " + Wording.Shown(since) : "")),
                .. ProgrammeReport.Facts(data.Links, words),
            ],
            DemoNotice = site.IsDemo ? words.Fill("demo", words.T("示例项目", "this site")) : null,
            Links = ProgrammeReport.FormatLinks(data.Links, words),
            IsOnePage = true,
            Blocks = [.. Blocks(data, words)],
        };
    }

    private static IEnumerable<Block> Blocks(SiteData data, Wording words)
    {
        var site = data.Site;
        if (site.Wkb is { } wkb)
        {
            yield return new Beside(
                [new Figure("outline", words.T("范围与界址点（编号见坐标表）。", "Outline; vertices are numbered as in the table of coordinates."), Outline(data, words, wkb))],
                [new Figure("location", words.T("在区内的位置。", "Where it lies in the district."), Location(data, words))], OutlineWidth / (double)PageWidth);
        }
        else
        {
            yield return new Notice(words.T("尚未登记范围：摸底阶段允许先登记台账，申报前须补图。", "No outline is recorded yet: a surveyed site may come without one, a proposed one may not."), Tone.Warning);
        }

        yield return new Table(words.T("属性", "Attributes"), words.T("登记内容", "What is recorded"),
            [.. Enumerable.Range(0, Pairs).SelectMany(_ => new Column[] { new(words.T("项目", "Property"), Width: 18), new(words.T("内容", "Value"), Width: 15) })], [.. Attributes(data, words)]) { IsDense = true };
        yield return new Figure("timeline", words.T("阶段、计划与实际工期；虚线为生效日期。", "Stages, plan and works; the dashed line is the effective date."), Timeline(data, words));
        var history = new Table(words.T("历史", "History"), words.T("登记历史（最近的在前）", "Versions, latest first"),
            [new(words.T("版本", "Version"), IsRight: true, Width: 7), new(words.T("登记时刻", "Recorded"), Width: 20), new(words.T("登记人", "By"), Width: 16), new(words.T("原因", "Reason"), Width: 30)],
            [.. data.Versions.Select(v => new Row([Cell.Of((decimal)v.Number), Cell.Of(Wording.Shown(v.RecordedAt)), Cell.Of(v.Actor), Cell.Of(v.Reason)]))]) { RowsOnPages = VersionsOnPages, IsDense = true };
        yield return site.Wkb is { } outline ? new Beside([Vertices(outline, words)], [history], 0.54) : history;
        yield return new CodeLine(data.Links.Command);
    }

    private static IEnumerable<Row> Attributes(SiteData data, Wording words)
    {
        var site = data.Site;
        List<(string Title, Cell Value)> shown =
        [
            (words.T("量算面积（平方米）", "Measured area, m²"), Cell.Of(site.AreaM2, 1)),
            (words.T("量算面积（公顷 / 亩）", "Measured area, ha / mu"), Cell.Of(site.AreaM2 is { } area ? string.Create(CultureInfo.InvariantCulture, $"{area / 10_000:N2} / {area / TownTables.MuM2:N1}") : "–")),
            (words.T("计划工期", "Planned"), Cell.Of(Span(site.PlannedStart, site.PlannedFinish))), (words.T("实际工期", "Works"), Cell.Of(Span(site.ActualStart, site.ActualFinish))),
            .. data.Attributes.Where(a => !Said.Contains(a.Property.Name) && a.Value is not null).Select(a => (Title(a.Property, words), Value(a.Property, a.Value, words))),
        ];
        var rows = (shown.Count + Pairs - 1) / Pairs;
        for (var i = 0; i < rows; i++)
        {
            // Read down, then across: what belongs together stays together.
            yield return new Row([.. Enumerable.Range(0, Pairs).Select(p => i + (p * rows)).SelectMany(at => at < shown.Count ? new[] { Cell.Of(shown[at].Title, Tone.Faint), shown[at].Value } : [Cell.Of(""), Cell.Of("")])]);
        }
    }

    private static string Title(PropertyDefinition property, Wording words) => words.T(property.TitleZh, property.Unit is { } unit ? $"{property.TitleEn}, {unit}" : property.TitleEn);

    private static Cell Value(PropertyDefinition property, object? value, Wording words) => value switch
    {
        string code when property.Codes?.Find(code) is { } entry => Cell.Of(words.T(entry.TitleZh, entry.TitleEn)),
        string text => Cell.Of(text),
        bool flag => Cell.Of(flag ? words.T("是", "yes") : words.T("否", "no")),
        DateOnly date => Cell.Of(date),
        int number => property.Name is "plan_year" or "year_built" ? new YearCell(number) : Cell.Of(number),
        decimal number => Cell.Of(number, number == decimal.Truncate(number) ? 0 : 2),
        double number => Cell.Of(number, 2),
        _ => Cell.Of(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static string Span(DateOnly? start, DateOnly? finish) => start is null && finish is null ? "–" : $"{(start is { } s ? Wording.Shown(s) : "…")} – {(finish is { } f ? Wording.Shown(f) : "…")}";

    /// <summary>Vertices in EPSG:4549, x north and y east as Chinese surveyors write them; rings one after another, each without its closing vertex.</summary>
    private static Table Vertices(byte[] wkb, Wording words)
    {
        var plane = CoordinateSystems.Find(4549)!.Projection;
        var rows = new List<Row>();
        var ring = 0;
        foreach (var line in WkbLines.Read(wkb))
        {
            ring++;
            for (var i = 0; i < line.Length - 2; i += 2)
            {
                var (east, north) = plane.FromGeographic(line[i], line[i + 1]);
                rows.Add(new Row([Cell.Of(rows.Count + 1), Cell.Of(ring), Cell.Of(north, 3), Cell.Of(east, 3), Cell.Of(line[i], 8), Cell.Of(line[i + 1], 8)]));
            }
        }

        return new Table(words.T("界址点", "Vertices"), words.T("界址点坐标（CGCS2000，EPSG:4549）", "Vertices (CGCS2000, EPSG:4549)"),
            [
                new(words.T("点号", "No."), IsRight: true, Width: 7), new(words.T("环", "Ring"), IsRight: true, Width: 6), new("X", words.T("北，m", "north, m"), true, 16), new("Y", words.T("东，m", "east, m"), true, 15),
                new(words.T("经度", "Longitude"), "°", true, 16), new(words.T("纬度", "Latitude"), "°", true, 15),
            ], rows) { RowsOnPages = VerticesOnPages, IsDense = true };
    }

    private static MapDrawing Outline(SiteData data, Wording words, byte[] wkb)
    {
        var plain = ProgrammeMaps.Base(data.Ground, words, data.Links, null);
        var vertices = WkbLines.Read(wkb).Sum(l => (l.Length / 2) - 1);
        var extent = Extent.Empty.With(wkb).Grown(0.35);
        return plain with
        {
            Width = OutlineWidth,
            Height = MapHeight,
            Title = words.T("范围与界址点", "Outline and vertices"),
            Extent = extent,
            Areas = [.. plain.Areas.Where(a => extent.Grown(1).Meets(Extent.Empty.With(a.Wkb)))],
            Lines = [.. plain.Lines.Where(l => extent.Grown(1).Meets(Extent.Empty.With(l.Wkb)))],
            Sites = [.. data.Beside.Where(s => s.Wkb is not null && s.Code != data.Site.Code).Select(ProgrammeMaps.Mark), ProgrammeMaps.Mark(data.Site) with { IsEmphasised = true }],
            Labels = [],
            NumbersVertices = vertices <= 60,
            DemoText = data.Site.IsDemo ? words.T("虚构示例数据", "Made-up demonstration data") : null,
        };
    }

    private static MapDrawing Location(SiteData data, Wording words) => ProgrammeMaps.Base(data.Ground, words, data.Links, null) with
    {
        Width = PageWidth - OutlineWidth,
        Height = MapHeight,
        Title = words.T("区位图", "Location"),
        Extent = data.Ground.Towns.Aggregate(Extent.Empty.With(data.Site.Wkb!), (e, t) => e.With(t.Wkb)).Grown(0.02),
        Sites = [ProgrammeMaps.Mark(data.Site) with { IsEmphasised = true }],
    };

    private static TimelineChart Timeline(SiteData data, Wording words) => new(
        [.. data.Stages.Select(s => new TimelineEvent(s.EffectiveOn, SiteTables.StageOf(s.Stage, words), s.Stage))],
        [new(words.T("计划工期", "Planned"), data.Site.PlannedStart, data.Site.PlannedFinish, true), new(words.T("实际工期", "Works"), data.Site.ActualStart, data.Site.ActualFinish, false)],
        data.Links.EffectiveOn)
    {
        Language = words.Language,
    };

    private static string Cut(string name) => name.Length <= 60 ? name : name[..(char.IsHighSurrogate(name[58]) ? 58 : 59)] + "…";
}
