using System.Text.Json;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Api.Stages;

/// <summary>What a POST to the stage resource asks for.</summary>
/// <param name="Stage">The stage, known to be one; null where it could not be read.</param>
/// <param name="EffectiveDate">The day it was reached; null for today.</param>
/// <param name="Reason">Why, or null.</param>
internal sealed record StageBody(string? Stage, DateOnly? EffectiveDate, string? Reason)
{
    private const string Members = "stage, effective_date and reason";

    /// <summary>Reads the body and adds what is wrong with it.</summary>
    internal static StageBody Read(JsonElement json, List<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("", $"The body is {JsonValues.Shown(json)}; expected an object with {Members}."));
            return new StageBody(null, null, null);
        }

        foreach (var member in json.EnumerateObject().Where(m => m.Name is not ("stage" or "effective_date" or "reason")))
        {
            faults.Add(new Fault("/" + member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), $"There is no such member; this resource takes {Members}."));
        }

        return new StageBody(ReadStage(json, faults), ReadDate(json, faults), ReadReason(json, faults));
    }

    private static string? ReadStage(JsonElement json, List<Fault> faults)
    {
        var known = string.Join(", ", CodeLists.Stages.Entries.Select(e => $"{e.Code} ({e.TitleZh})"));
        if (!json.TryGetProperty("stage", out var stage) || stage.ValueKind != JsonValueKind.String)
        {
            faults.Add(new Fault("/stage", $"The stage is {(stage.ValueKind == JsonValueKind.Undefined ? "missing" : JsonValues.Shown(stage))}; expected one of {known}."));
            return null;
        }

        if (Domain.Sites.Stages.TryParse(stage.GetString(), out var found))
        {
            return found.Code();
        }

        faults.Add(new Fault("/stage", $"{JsonValues.Shown(stage)} is no stage; expected one of {known}."));
        return null;
    }

    private static DateOnly? ReadDate(JsonElement json, List<Fault> faults)
    {
        if (!json.TryGetProperty("effective_date", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (given.ValueKind == JsonValueKind.String && JsonValues.Date(given.GetString()!) is { } date && date >= ValueRules.EarliestDate && date <= ValueRules.LatestDate)
        {
            return date;
        }

        faults.Add(new Fault("/effective_date", $"The effective date is {JsonValues.Shown(given)}; expected a date of the years 1900 to 2200, such as \"2026-03-31\"."));
        return null;
    }

    private static string? ReadReason(JsonElement json, List<Fault> faults)
    {
        if (!json.TryGetProperty("reason", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (given.ValueKind != JsonValueKind.String)
        {
            faults.Add(new Fault("/reason", $"The reason is {JsonValues.Shown(given)}; expected a text."));
            return null;
        }

        var reason = given.GetString()!;
        if (WriteNotes.CheckReason(reason) is { } wrong)
        {
            faults.Add(new Fault("/reason", "The reason " + wrong));
        }

        return reason;
    }
}
