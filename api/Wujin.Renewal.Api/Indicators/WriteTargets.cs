using System.Globalization;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Formats.Targets;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Import;
using Wujin.Renewal.Store.Indicators;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>Writing of yearly targets: many at once as JSON, CSV or XLSX, or one by its address; all or none, every fault at once.</summary>
internal static class WriteTargets
{
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What POST takes.</summary>
    internal static readonly string[] Types = ["application/json", "text/csv", Xlsx];

    /// <summary>Many targets of one year.</summary>
    internal static async Task PostAsync(HttpContext context)
    {
        var note = Authority(context);
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var year = parameters.Single<int>("year", IndicatorRequest.ParseYear);
        var writing = new TargetWriting(
            Replace: parameters.Single<bool>("replace", Flag) ?? false,
            AllowUnequal: parameters.Single<bool>("allow-unequal-sums", Flag) ?? false,
            DryRun: parameters.Single<bool>("dry-run", Flag) ?? false);
        parameters.ThrowIfFaulty("year, replace, allow-unequal-sums, dry-run, f and lang");
        var type = context.Request.ContentType?.Split(';')[0].Trim();
        var bytes = await RequestBody.ReadAsync(context, Types).ConfigureAwait(false);
        var towns = await TownNames.ReadAsync(context.RequestServices.GetRequiredService<RegisterDatabase>(), context.RequestAborted).ConfigureAwait(false);
        var (targets, remarks) = string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase)
            ? (FromJson(bytes, year, towns), [])
            : FromTable(bytes, type == Xlsx ? ".xlsx" : ".csv", year, towns);
        await WriteAsync(context, representation, targets, writing, note, remarks).ConfigureAwait(false);
    }

    /// <summary>One target: created where there is none, else replaced under If-Match.</summary>
    internal static async Task PutAsync(HttpContext context)
    {
        var note = Accept(context, out var representation);
        var place = TargetEndpoints.Place(context);
        var towns = await TownNames.ReadAsync(context.RequestServices.GetRequiredService<RegisterDatabase>(), context.RequestAborted).ConfigureAwait(false);
        if (place.Town is { } town && towns.Find(town) != town)
        {
            throw ProblemException.NotFound($"There is no town '{town}'; give its code as in /collections/towns, or {TargetEndpoints.District}.");
        }

        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.JsonTypes).ConfigureAwait(false));
        List<Fault> faults = [.. body.Scan.Faults];
        var target = TargetBody.Read(body.Json.RootElement, "", place.Year, place, towns.Find, faults);
        body.ThrowIfFaulty(faults);
        var current = await TargetEndpoints.FindAsync(context, place).ConfigureAwait(false);
        var seen = current is null ? 0 : Seen(context, current);
        var written = await Store(context).WriteAsync(
            place.Year, [target!], new TargetWriting(AllowUnequal: true, SeenVersion: seen), note with { IsOverwrite = context.Request.Headers.IfMatch == "*" }, context.RequestAborted).ConfigureAwait(false);
        if (written.Stale)
        {
            throw Stale(await TargetEndpoints.FindAsync(context, place).ConfigureAwait(false));
        }

        context.Response.StatusCode = current is null ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        context.Request.Headers.IfNoneMatch = default;
        var recorded = await TargetEndpoints.FindAsync(context, place).ConfigureAwait(false) ?? throw TargetEndpoints.Missing(place);
        await TargetEndpoints.WriteAsync(context, representation with { Format = Format.Json }, recorded).ConfigureAwait(false);
    }

    /// <summary>Withdraws one target.</summary>
    internal static async Task DeleteAsync(HttpContext context)
    {
        var note = Accept(context, out _);
        var place = TargetEndpoints.Place(context);
        var current = await TargetEndpoints.FindAsync(context, place).ConfigureAwait(false) ?? throw TargetEndpoints.Missing(place);
        if (!await Store(context).DeleteAsync(place.Year, place.Indicator.Code, place.Town, Seen(context, current), note, context.RequestAborted).ConfigureAwait(false))
        {
            throw Stale(await TargetEndpoints.FindAsync(context, place).ConfigureAwait(false));
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>What is said of towns that do not add up.</summary>
    internal static string Unequal(UnequalSum sum) => string.Create(
        CultureInfo.InvariantCulture,
        $"{IndicatorCatalogue.Find(sum.Indicator)?.TitleZh} ({sum.Indicator}): the district has {sum.District}, its towns add up to {sum.TownSum}, a difference of {sum.District - sum.TownSum}.");

    private static List<IndicatorTarget> FromJson(ReadOnlyMemory<byte> bytes, int? year, TownNames towns)
    {
        using var body = BodyJson.Parse(bytes);
        List<Fault> faults = [.. body.Scan.Faults];
        var targets = TargetBody.ReadAll(body.Json.RootElement, year, towns.Find, faults);
        if (targets.Select(t => t.Year).Distinct().Count() > 1)
        {
            faults.Add(new Fault("", "The targets are for several years; send each year by itself."));
        }

        body.ThrowIfFaulty(faults);
        return targets;
    }

    private static (List<IndicatorTarget>, List<TableFault>) FromTable(ReadOnlyMemory<byte> bytes, string extension, int? year, TownNames towns)
    {
        var path = Path.Combine(Path.GetTempPath(), "wujin-targets-" + Guid.NewGuid().ToString("N") + extension);
        try
        {
            using (var file = File.Create(path))
            {
                file.Write(bytes.Span);
            }

            List<string> notices = [];
            var table = TargetTable.Read(SmallTable.Read(path, null, notices), year, towns.Find);
            List<TableFault> faults = [.. table.Faults];
            if (table.Targets.Select(t => t.Year).Distinct().Count() > 1)
            {
                faults.Add(new TableFault("table", "The targets are for several years; send each year by itself."));
            }

            return faults.Count == 0
                ? ([.. table.Targets], [.. table.Remarks, .. notices.Select(n => new TableFault("file", n))])
                : throw new ProblemException(new Problem(ProblemTypes.InvalidFeature, faults.Count == 1 ? $"{faults[0].Place}: {faults[0].Detail}" : $"The table has {faults.Count} faults, listed under errors.")
                {
                    Errors = [.. faults.Take(100).Select(f => new ProblemError($"{f.Place}: {f.Detail}"))],
                });
        }
        catch (SourceFileException wrong)
        {
            throw new ProblemException(ProblemTypes.InvalidBody, wrong.Message.Replace(path, "The file", StringComparison.Ordinal).Replace(Path.GetFileName(path), "The file", StringComparison.Ordinal), wrong);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task WriteAsync(HttpContext context, Representation representation, List<IndicatorTarget> targets, TargetWriting writing, WriteNote note, List<TableFault> remarks)
    {
        var year = targets[0].Year;
        var written = await Store(context).WriteAsync(year, targets, writing, note, context.RequestAborted).ConfigureAwait(false);
        if (written.UnequalSums.Count > 0 && !writing.AllowUnequal)
        {
            throw new ProblemException(new Problem(
                ProblemTypes.InvalidFeature,
                "The targets of the towns do not add up to those of the district, so nothing was recorded. Mend the numbers, or send allow-unequal-sums=true where the difference is meant.")
            {
                Errors = [.. written.UnequalSums.Select(u => new ProblemError(Unequal(u)))],
            });
        }

        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, new JsonObject
        {
            ["year"] = year,
            ["dry_run"] = writing.DryRun,
            ["inserted"] = written.Inserted,
            ["updated"] = written.Updated,
            ["deleted"] = written.Deleted,
            ["unchanged"] = written.Unchanged,
            ["unequal_sums"] = new JsonArray([.. written.UnequalSums.Select(u => (JsonNode)new JsonObject { ["indicator"] = u.Indicator, ["district"] = u.District, ["towns"] = u.TownSum })]),
            ["remarks"] = new JsonArray([.. remarks.Select(r => (JsonNode)$"{r.Place}: {r.Detail}")]),
        }).ConfigureAwait(false);
    }

    private static long Seen(HttpContext context, RecordedTarget current) =>
        IfMatch.Read(context.Request).Allows(current.Version) ? current.Version : throw Stale(current);

    private static ProblemException Stale(RecordedTarget? current) => new(new Problem(
        ProblemTypes.Stale,
        current is null ? "The target was withdrawn since it was read." : $"The target is at version {current.Version}, recorded by {current.UpdatedBy}; read it again and repeat the change.")
    {
        Extensions = current is null ? null : new() { ["current_version"] = current.Version, ["current_updated_by"] = current.UpdatedBy },
    });

    private static WriteNote Accept(HttpContext context, out Representation representation)
    {
        var note = Authority(context);
        var parameters = new RequestParameters(context.Request);
        representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        return note;
    }

    private static WriteNote Authority(HttpContext context) =>
        WriteNotes.Read(context.Request, context.RequestServices.GetRequiredService<WriteAccess>().Require(context), isOverwrite: false);

    private static IndicatorTargetStore Store(HttpContext context) => context.RequestServices.GetRequiredService<IndicatorTargetStore>();

    private static bool? Flag(string text, out string fault)
    {
        fault = "Write true or false.";
        return text switch { "true" => true, "false" => false, _ => null };
    }
}
