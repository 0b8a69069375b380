using System.Text.Json;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Scenarios;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>Writing of scenarios, under the same rules as features: who may, notes for the history, If-Match, every fault at once.</summary>
internal static class WriteScenario
{
    private const int MostRaces = 10;

    internal static async Task CreateAsync(HttpContext context)
    {
        var note = Accept(context);
        var draft = await ReadAsync(context, code: null).ConfigureAwait(false);
        await InsertAsync(context, draft, note).ConfigureAwait(false);
    }

    /// <summary>Judges a scenario and records nothing. What is wrong is the answer, not a failure of the request.</summary>
    internal static async Task ValidateAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.FeatureTypes).ConfigureAwait(false));
        List<Fault> faults = [.. body.Scan.Faults];
        var draft = ScenarioBody.Read(body.Json.RootElement, code: null, faults, isNamed: false);
        await ResolveAsync(context, draft, faults).ConfigureAwait(false);
        var answer = new Dictionary<string, object?> { ["valid"] = faults.Count == 0, ["errors"] = faults.Select(ProblemError.Of).ToList() };
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, answer).ConfigureAwait(false);
    }

    internal static async Task ReplaceAsync(HttpContext context)
    {
        var condition = Condition(context, out var note);
        var code = ScenarioEndpoints.Code(context);
        var draft = await ReadAsync(context, code).ConfigureAwait(false);
        await RepeatAsync(context, condition, seen => ScenarioEndpoints.Store(context).UpdateAsync(draft, seen.Version, note, context.RequestAborted)).ConfigureAwait(false);
        await AnswerAsync(context, code).ConfigureAwait(false);
    }

    internal static async Task DeleteAsync(HttpContext context)
    {
        var condition = Condition(context, out var note);
        await RepeatAsync(context, condition, seen => ScenarioEndpoints.Store(context).DeleteAsync(seen.Draft.Code, seen.Version, note, context.RequestAborted)).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Takes all of a scenario but for its code, and the name where another is given.</summary>
    internal static async Task CopyAsync(HttpContext context)
    {
        var note = Accept(context);
        var source = await ScenarioEndpoints.FindAsync(context).ConfigureAwait(false);
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.JsonTypes).ConfigureAwait(false));
        List<Fault> faults = [.. body.Scan.Faults];
        var json = body.Json.RootElement;
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("", $"The body is {JsonValues.Shown(json)}; expected an object with code and perhaps name_zh."));
            body.ThrowIfFaulty(faults);
        }

        faults.AddRange(json.EnumerateObject().Where(m => m.Name is not ("code" or "name_zh")).Select(m => new Fault(Processes.Schemas.ValueSchema.Below("", m.Name), "A copy takes code and name_zh; change the rest afterwards.")));
        var code = ScenarioBody.ReadCode(json, null, faults);
        var name = source.Draft.NameZh;
        if (json.TryGetProperty("name_zh", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            new Processes.Schemas.TextSchema().Check(given, "/name_zh", faults);
            name = given.ValueKind == JsonValueKind.String ? given.GetString()! : name;
        }

        body.ThrowIfFaulty(faults);
        await InsertAsync(context, source.Draft with { Code = code, NameZh = name }, note with { Reason = note.Reason ?? $"copy of {source.Draft.Code}" }).ConfigureAwait(false);
    }

    private static async Task InsertAsync(HttpContext context, ScenarioDraft draft, WriteNote note)
    {
        try
        {
            await ScenarioEndpoints.Store(context).InsertAsync(draft, note, context.RequestAborted).ConfigureAwait(false);
        }
        catch (WriteRefusedException refused) when (refused.Kind == WriteRefusalKind.DuplicateCode)
        {
            throw new ProblemException(new Problem(ProblemTypes.Conflict, $"The code \"{draft.Code}\" is taken by another scenario; change that one, or choose another code.")
            {
                Errors = [ProblemError.Of(new Fault("/code", $"The code \"{draft.Code}\" is taken."))],
                Extensions = new() { ["existing"] = ScenarioLinks.Address(context.Request, draft.Code) },
            });
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = ScenarioLinks.Address(context.Request, draft.Code);
        await AnswerAsync(context, draft.Code).ConfigureAwait(false);
    }

    private static async Task<ScenarioDraft> ReadAsync(HttpContext context, string? code)
    {
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.FeatureTypes).ConfigureAwait(false));
        List<Fault> faults = [.. body.Scan.Faults];
        var draft = ScenarioBody.Read(body.Json.RootElement, code, faults);
        body.ThrowIfFaulty(faults);
        return draft;
    }

    /// <summary>Judges edits by the present road network as well, where there is one.</summary>
    private static Task ResolveAsync(HttpContext context, ScenarioDraft draft, List<Fault> faults) =>
        faults.Count > 0 || context.RequestServices.GetService<IScenarioResolver>() is not { } resolver
            ? Task.CompletedTask
            : resolver.CheckAsync(draft.EditsJson, faults, context.RequestAborted);

    private static async Task RepeatAsync(HttpContext context, IfMatch condition, Func<Scenario, Task<long?>> change)
    {
        for (var race = 1; race <= MostRaces; race++)
        {
            var seen = await ScenarioEndpoints.FindAsync(context).ConfigureAwait(false);
            if (!condition.Allows(seen.Version))
            {
                throw new ProblemException(new Problem(
                    ProblemTypes.Stale,
                    $"The scenario is at version {seen.Version}, recorded by {seen.UpdatedBy}; If-Match names {(condition.Versions.Count > 0 ? $"version {string.Join(" or ", condition.Versions)}" : "no version of it")}.")
                {
                    Extensions = new() { ["current_version"] = seen.Version, ["current_updated_by"] = seen.UpdatedBy, ["current_updated_at"] = SnapshotJson.Instant(seen.UpdatedAt) },
                });
            }

            if (await change(seen).ConfigureAwait(false) is not null)
            {
                return;
            }
        }

        throw new TimeoutException($"The scenario was changed by others {MostRaces} times while this change was being made.");
    }

    private static async Task AnswerAsync(HttpContext context, string code)
    {
        var scenario = await ScenarioEndpoints.Store(context).FindAsync(code, context.RequestAborted).ConfigureAwait(false)
            ?? throw ProblemException.NotFound($"Scenario '{code}' was deleted by somebody else in this very moment.");
        context.Request.Headers.IfNoneMatch = default;
        await ScenarioEndpoints.WriteAsync(context, Representation.Lenient(context.Request, Format.Json), scenario).ConfigureAwait(false);
    }

    private static WriteNote Accept(HttpContext context)
    {
        var authority = context.RequestServices.GetRequiredService<WriteAccess>().Require(context);
        var parameters = new RequestParameters(context.Request);
        parameters.Representation();
        parameters.ThrowIfFaulty();
        return WriteNotes.Read(context.Request, authority, isOverwrite: false);
    }

    private static IfMatch Condition(HttpContext context, out WriteNote note)
    {
        note = Accept(context);
        var condition = IfMatch.Read(context.Request);
        note = note with { IsOverwrite = condition.IsAny };
        return condition;
    }
}
