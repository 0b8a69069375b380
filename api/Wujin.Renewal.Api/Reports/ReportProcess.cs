using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Makes a report as a process, so that a long one can be a job with progress; <c>/reports/jobs/{jobId}</c> then gives the document itself.</summary>
internal sealed class ReportProcess(ReportMaker maker, ServiceOptions options) : IProcess
{
    internal const string Id = "make-report";

    /// <inheritdoc/>
    public ProcessDefinition Definition { get; } = new(Id, "生成报告", "Make a report")
    {
        DescriptionZh = "生成项目进展报告、镇（街道）报告、项目单、连通报告或两期对比。作为任务执行（Prefer: respond-async）时有进度；文件在 /reports/jobs/{jobId} 取。",
        DescriptionEn = "Makes a programme report, a town report, a site sheet, a connectivity report or a comparison. As a job (Prefer: respond-async) it tells its progress; /reports/jobs/{jobId} gives the document.",
        Inputs =
        [
            new("report", "种类", "Report", new TextSchema { Codes = [.. Enum.GetValues<ReportKind>().Select(k => k.ToString().ToLowerInvariant())], Default = JsonValue.Create("programme") }),
            new("period", "时期", "Period", new TextSchema { MaximumLength = 10 }) { DescriptionZh = "年、季、月：2026、2026-Q3、2026-07。", DescriptionEn = "A year, quarter or month: 2026, 2026-Q3, 2026-07." },
            new("town", "镇/街道", "Town", new TextSchema { MaximumLength = 64 }), new("site", "项目编号", "Site", new TextSchema { MaximumLength = 64 }), new("run", "评估编号", "Assessment", new TextSchema { MaximumLength = 64 }),
            new("effective", "生效日期", "Effective date", new TextSchema { MaximumLength = 10 }), new("recorded", "登记时刻", "Recorded instant", new TextSchema { MaximumLength = 40 }),
            new("since", "上次报告的登记时刻", "Recorded instant of the last report", new TextSchema { MaximumLength = 40 }), new("with", "对比时期", "Period compared with", new TextSchema { MaximumLength = 10 }),
            new("format", "格式", "Format", new TextSchema { Codes = ReportFormats.Codes, Default = JsonValue.Create("html") }), new("lang", "语言", "Language", new TextSchema { Codes = ["zh", "en"], Default = JsonValue.Create("zh") }),
        ],
        Output = new OutputDefinition("report", "报告", "Report", MediaTypes.Json) { DescriptionZh = "文件名、类型与 Base64 内容。", DescriptionEn = "File name, media type and the content in Base64." },
    };

    /// <inheritdoc/>
    public Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        _ = Request(inputs, faults);
        return Task.FromResult<IReadOnlyList<Fault>>(faults);
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        try
        {
            var made = await maker.MakeAsync(Request(inputs, []), options.Url.GetLeftPart(UriPartial.Authority), progress, cancellation).ConfigureAwait(false);
            return JsonSerializer.SerializeToUtf8Bytes(
                new JsonObject
                {
                    ["file_name"] = made.FileName, ["format"] = made.Format.Code(), ["media_type"] = made.Format.MediaType(), ["bytes"] = made.Content.Length, ["path"] = made.Path,
                    ["content_base64"] = Convert.ToBase64String(made.Content),
                }, ApiJson.Reflected);
        }
        catch (ProblemException refused) when (refused.Problem.Status is 400 or 404)
        {
            throw new ProcessRefusedException([.. (refused.Problem.Errors ?? [new ProblemError(refused.Problem.Detail)]).Select(e => new Fault("/inputs" + (e.Parameter is { } name ? "/" + name : ""), e.Detail))]);
        }
    }

    private static ReportRequest Request(ProcessInputs inputs, List<Fault> faults)
    {
        T? Read<T>(string name, Parser<T> parse)
            where T : struct
        {
            if (inputs.Text(name) is not { } text)
            {
                return null;
            }

            if (parse(text, out var fault) is { } value)
            {
                return value;
            }

            faults.Add(new Fault("/inputs/" + name, fault));
            return null;
        }

        ReportPeriod? Period(string name)
        {
            if (inputs.Text(name) is not { } text)
            {
                return null;
            }

            var period = ReportPeriod.Parse(text);
            if (period is null)
            {
                faults.Add(new Fault("/inputs/" + name, $"{name} is {ReportPeriod.Expected}."));
            }

            return period;
        }

        return new ReportRequest(
            Enum.Parse<ReportKind>(inputs.Text("report")!, ignoreCase: true), ReportFormats.Parse(inputs.Text("format")!)!.Value, inputs.Text("lang") == "en" ? ReportLanguage.English : ReportLanguage.Chinese)
        {
            Period = Period("period"), Town = inputs.Text("town"), Site = inputs.Text("site"), Run = inputs.Text("run"), Effective = Read<DateOnly>("effective", Instants.ParseDate),
            Recorded = Read<DateTimeOffset>("recorded", Instants.Parse), Since = Read<DateTimeOffset>("since", Instants.Parse), With = Period("with"),
        };
    }
}
