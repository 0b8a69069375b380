using System.Text.Json.Nodes;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Wujin.Renewal.Store.Connectivity;

namespace Wujin.Renewal.Api.Assessments;

/// <summary>A run as an Excel workbook: verdicts, slowest stretches of what fails, and what the run rests on. Numbers are numbers; texts are texts, never formulas.</summary>
internal static class AssessmentWorkbook
{
    private static readonly (string Title, string Name)[] Columns =
    [
        ("连通圈 Tier", "tier"), ("时限（分钟）Limit", "limit_minutes"), ("目的地代码 Place", "place"), ("目的地 Destination", "name_zh"), ("分钟 Minutes", "minutes"),
        ("达标 Passes", "passes"), ("余量（分钟）Margin", "margin_minutes"), ("稳健性 Firmness", "firmness"), ("时限内镇域面积（%）Area within", "area_percent"),
        ("镇域项目 Sites", "sites"), ("其中时限内 Sites within", "sites_within"), ("里程（米）Length", "length_m"), ("绕行比 Detour ratio", "detour_ratio"),
        ("平均车速 Mean km/h", "mean_speed_kmh"), ("达标所需车速 Passing km/h", "passing_mean_speed_kmh"), ("距道路（米）Snap distance", "snap_distance_m"),
        ("经度 Longitude", "lon"), ("纬度 Latitude", "lat"), ("说明 Reason", "reason"),
    ];

    private static readonly (string Title, string Name)[] StretchColumns =
    [
        ("连通圈 Tier", "tier"), ("目的地 Destination", "name_zh"), ("道路 Road", "name"), ("等级 Class", "class"), ("里程（米）Length", "length_m"),
        ("分钟 Minutes", "minutes"), ("损失（分钟）Lost", "lost_minutes"), ("车速 km/h", "speed_kmh"), ("经度 Longitude", "lon"), ("纬度 Latitude", "lat"),
    ];

    /// <summary>Writes it.</summary>
    internal static async Task<byte[]> WriteAsync(AssessmentRun run, JsonObject result, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(bytes, cancellationToken: cancellation).ConfigureAwait(false))
        {
            var heading = book.AddStyle(new Style { Font = { Bold = true } });
            await SheetAsync(book, "结论 Verdicts", Columns, heading, AssessmentExport.Destinations(result).Select(d => Columns.Select(c => Cell(AssessmentExport.Value(d.Tier, d.Destination, c.Name)))), cancellation).ConfigureAwait(false);
            var stretches = AssessmentExport.Destinations(result)
                .SelectMany(d => d.Destination["diagnosis"]?["slowest_stretches"]?.AsArray() ?? [], (d, s) => StretchColumns.Select(c => Cell(c.Name switch
                {
                    "tier" => d.Tier["code"],
                    "name_zh" => d.Destination["name_zh"],
                    _ => s![c.Name],
                })));
            await SheetAsync(book, "最慢路段 Slowest", StretchColumns, heading, stretches, cancellation).ConfigureAwait(false);
            await SheetAsync(book, "依据 Basis", [("项目 Item", ""), ("值 Value", "")], heading, Basis(run, result), cancellation).ConfigureAwait(false);
            await book.FinishAsync(cancellation).ConfigureAwait(false);
        }

        return bytes.ToArray();
    }

    private static async Task SheetAsync(
        Spreadsheet book, string name, (string Title, string Name)[] columns, StyleId heading, IEnumerable<IEnumerable<DataCell>> rows, CancellationToken cancellation)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var c = 0; c < columns.Length; c++)
        {
            // A Chinese character takes twice the width of a Latin one.
            options.Column(c + 1).Width = Math.Max(12, columns[c].Title.Sum(letter => letter > '\u2E80' ? 2 : 1) + 2);
        }

        await book.StartWorksheetAsync(name, options, cancellation).ConfigureAwait(false);
        await book.AddHeaderRowAsync([.. columns.Select(c => c.Title)], heading, cancellation).ConfigureAwait(false);
        foreach (var row in rows)
        {
            await book.AddRowAsync([.. row], cancellation).ConfigureAwait(false);
        }
    }

    private static IEnumerable<IEnumerable<DataCell>> Basis(AssessmentRun run, JsonObject result)
    {
        (string Title, string Text)[] rows =
        [
            ("评估 Run", run.Code),
            ("时间 Recorded at", Editing.SnapshotJson.Instant(run.RecordedAt)),
            ("由 By", run.Actor),
            ("出行方式 Profile", run.Profile),
            ("方案 Scenario", run.Scenario ?? "现状 present"),
            ("路网校验码 Graph checksum", run.GraphChecksum),
            ("车速模型 Speed model", (string?)result["speed_model"] ?? ""),
            ("软件 Software", run.SoftwareVersion),
            ("虚构示例路网 Made-up roads", run.IsDemo ? "是 yes" : "否 no"),
            ("输入 Inputs", run.InputsJson.Length <= 30_000 ? run.InputsJson : run.InputsJson[..30_000] + " …"),
        ];
        return rows.Select(r => (IEnumerable<DataCell>)[new(r.Title), new(r.Text)]);
    }

    private static DataCell Cell(JsonNode? value) => value switch
    {
        JsonValue v when v.TryGetValue<bool>(out var flag) => new DataCell(flag),
        JsonValue v when v.TryGetValue<double>(out var number) => new DataCell(number),
        JsonValue v when v.TryGetValue<string>(out var text) => new DataCell(text),
        _ => default,
    };
}
