using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Stages;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Stages;

/// <summary>
/// <c>POST …/stage</c> moves a site to a stage, or corrects the day of the stage it is in; <c>DELETE …/stage</c> withdraws the latest event.
/// </summary>
internal static class ChangeStage
{
    private const int MostRaces = 10;

    internal static async Task MoveAsync(HttpContext context)
    {
        var (request, condition) = Accept(context);
        using var json = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.JsonTypes).ConfigureAwait(false));
        List<Fault> faults = [.. json.Scan.Faults];
        var body = StageBody.Read(json.Json.RootElement, faults);
        json.ThrowIfFaulty(faults);
        request = request with { Note = request.Note with { Reason = body.Reason ?? request.Note.Reason } };
        await RepeatAsync(request, condition, body, seen =>
        {
            StageRules.Check(seen, body, faults);
            if (!StageRules.IsPossible(seen, body.Stage!))
            {
                throw Impossible(seen, body.Stage!, faults);
            }

            json.ThrowIfFaulty(faults);
            return Store(request).MoveAsync(seen, body.Stage!, body.EffectiveDate, request.Note, request.Aborted);
        }).ConfigureAwait(false);
    }

    internal static async Task WithdrawAsync(HttpContext context)
    {
        var (request, condition) = Accept(context);
        await RepeatAsync(request, condition, wanted: null, seen => seen.Previous is null
            ? throw new ProblemException(ProblemTypes.Conflict, "This is the first stage of the site; there is none to go back to. Delete the site if it was recorded by mistake.")
            : Store(request).RetractAsync(seen, request.Note, request.Aborted)).ConfigureAwait(false);
    }

    private static (WriteRequest Request, IfMatch Condition) Accept(HttpContext context)
    {
        var request = WriteRequest.Accept(context);
        StageEndpoints.KindOf(request.Collection);
        var condition = IfMatch.Read(context.Request);
        return (request with { Note = request.Note with { IsOverwrite = condition.IsAny } }, condition);
    }

    /// <summary>Tries the change on the site as it stands, until it succeeds, is refused, or the condition no longer holds.</summary>
    private static async Task RepeatAsync(WriteRequest request, IfMatch condition, StageBody? wanted, Func<StageHistory, Task<long?>> change)
    {
        for (var race = 1; race <= MostRaces; race++)
        {
            var seen = await StageEndpoints.ReadAsync(request.Context, request.Collection).ConfigureAwait(false);
            if (!condition.Allows(seen.Version))
            {
                throw await StaleAsync(request, condition, wanted).ConfigureAwait(false);
            }

            if (await TryAsync(seen, change).ConfigureAwait(false) is not null)
            {
                await AnswerAsync(request).ConfigureAwait(false);
                return;
            }
        }

        throw new TimeoutException($"{request.Code} was changed by others {MostRaces} times while its stage was being changed.");
    }

    private static async Task<long?> TryAsync(StageHistory seen, Func<StageHistory, Task<long?>> change)
    {
        try
        {
            return await change(seen).ConfigureAwait(false);
        }
        catch (WriteRefusedException refused) when (refused.Kind == WriteRefusalKind.ImpossibleStage)
        {
            throw Impossible(seen with { Next = refused.Hint?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [] }, seen.Stage, []);
        }
        catch (WriteRefusedException refused)
        {
            var pointer = refused.Constraint == "site_geom_present" ? "/geometry" : "/effective_date";
            throw BodyFaults.Problem([new Fault(pointer, refused.Message)], isSyntax: false);
        }
    }

    private static async Task AnswerAsync(WriteRequest request)
    {
        var history = await StageEndpoints.ReadAsync(request.Context, request.Collection).ConfigureAwait(false);
        request.Context.Request.Headers.IfNoneMatch = default;
        var representation = Representation.Lenient(request.Context.Request, Format.Json);
        await StageEndpoints.WriteAsync(request.Context, representation, request.Collection, history).ConfigureAwait(false);
    }

    private static async Task<ProblemException> StaleAsync(WriteRequest request, IfMatch condition, StageBody? wanted)
    {
        var current = await request.CurrentAsync().ConfigureAwait(false);
        var basis = await request.AsReadAsync(current, condition.Versions.Count > 0 ? condition.Versions[0] : null).ConfigureAwait(false);
        if (wanted is null)
        {
            return StaleWrite.Problem(current, basis, condition, yours: null);
        }

        var values = new Dictionary<string, object?>((basis ?? current).Values, StringComparer.Ordinal) { ["stage"] = wanted.Stage, ["stage_date"] = wanted.EffectiveDate };
        return StaleWrite.Problem(current, basis, condition, new FeatureBody(null, new FeatureDraft(values, null), IsGeometryGiven: false));
    }

    private static ProblemException Impossible(StageHistory seen, string wanted, List<Fault> others)
    {
        var possible = StageDocument.Choices(seen.Next);
        var list = possible.Count == 0 ? "no other stage" : string.Join(", ", possible.Select(p => $"{p.Stage} ({p.TitleZh})"));
        var from = StageChoice.Of(seen.Stage);
        var to = StageChoice.Of(wanted);
        var detail = $"The site is {from.Stage} ({from.TitleZh}) and cannot become {to.Stage} ({to.TitleZh}); it can become {list}.";
        return new ProblemException(new Problem(ProblemTypes.ImpossibleTransition, detail)
        {
            Errors = [ProblemError.Of(new Fault("/stage", detail)), .. others.Where(f => f.Pointer != "/stage").Select(ProblemError.Of)],
            Extensions = new() { ["stage"] = seen.Stage, ["possible"] = possible },
        });
    }

    private static StageStore Store(WriteRequest request) => request.Context.RequestServices.GetRequiredService<StageStore>();
}
