using System.Text.Json;
using System.Text.Json.Serialization;
using Wujin.Renewal.Store.Import;

namespace Wujin.Renewal.Api.Import;

/// <summary>The result of an import on standard output.</summary>
internal static class ImportSummary
{
    /// <summary>Writes it for people, or as one JSON object.</summary>
    public static void Write(ImportOrder order, ImportOutcome outcome, TextWriter output)
    {
        if (order.IsJson)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new Result(
                    order.Collection.Id, outcome.Rows, outcome.Inserted, outcome.Updated, outcome.Unchanged, outcome.Deleted, outcome.BadRows,
                    outcome.Remarks.Count, order.IsDryRun, outcome.IsCommitted),
                ImportJson.Default.Result));
            return;
        }

        var deleted = order.Replaces ? $", {outcome.Deleted:N0} deleted" : "";
        var counts = $"{outcome.Inserted:N0} new, {outcome.Updated:N0} changed, {outcome.Unchanged:N0} unchanged{deleted}, {outcome.BadRows:N0} bad";
        output.WriteLine((outcome.IsCommitted, order.IsDryRun) switch
        {
            (true, _) => $"{order.Collection.Id}: {outcome.Rows:N0} rows read: {counts}. Recorded by {order.Actor}, \"{order.Reason}\".",
            (_, true) => $"{order.Collection.Id}: {outcome.Rows:N0} rows read: {counts}. This was a dry run: nothing was recorded.",
            _ => $"{order.Collection.Id}: {outcome.Rows:N0} rows read, {outcome.BadRows:N0} bad. Nothing was recorded.",
        });
    }

    internal sealed record Result(
        string Collection, long Rows, long Inserted, long Updated, long Unchanged, long Deleted, long BadRows, int Remarks, bool IsDryRun, bool IsRecorded);
}

/// <summary>Source-generated writing of <see cref="ImportSummary.Result"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImportSummary.Result))]
internal sealed partial class ImportJson : JsonSerializerContext;
