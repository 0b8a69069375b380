using Npgsql;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// Puts the made-up programme into an empty register: sites are inserted as surveyed, then moved from stage to stage as a clerk would,
/// all k-th steps by one statement, so that the register's own triggers make the versions and the stage events.
/// </summary>
internal static class DemonstrationLoading
{
    // Properties that stages add to. A row takes from its JSON object what stands there, and keeps the rest.
    private const string Move = """
        UPDATE renewal.site s
        SET stage = x.stage, stage_date = x.stage_date, approval_no = x.approval_no,
            actual_start = x.actual_start, actual_finish = x.actual_finish, spent_wan = x.spent_wan,
            lifts_added = x.lifts_added, parking_added = x.parking_added, chargers_added = x.chargers_added, pipes_km = x.pipes_km,
            enterprises_moved = x.enterprises_moved,
            households_settled = x.households_settled, utilities_ready = x.utilities_ready,
            homesteads_given_up = x.homesteads_given_up, land_reclaimed_mu = x.land_reclaimed_mu
        FROM (
            SELECT moved.*
            FROM jsonb_array_elements($1) step
            JOIN renewal.site before ON before.code = step ->> 'code',
            LATERAL jsonb_populate_record(before, step) moved
        ) x
        WHERE s.site_id = x.site_id
        """;

    /// <summary>Fills sites and, where none was ever recorded, constraint areas and yearly targets.</summary>
    /// <returns>How many sites were inserted.</returns>
    public static async Task<int> LoadAsync(NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        var district = DemonstrationDistrict.Generate(ReferenceData.Load());
        var sites = 0;
        foreach (var kind in district.Sites.GroupBy(s => s.Kind))
        {
            var drafts = kind.Select(s => WithKind(s.Initial, kind.Key)).ToList();
            sites += await DraftRows.InsertAsync(connection, "site", RegisterCatalogue.For(kind.Key), drafts, cancellation).ConfigureAwait(false);
        }

        for (var round = 0; district.Sites.Any(s => s.Steps.Count > round); round++)
        {
            var steps = district.Sites.Where(s => s.Steps.Count > round).Select(s => ((IReadOnlyDictionary<string, object?>)Row(s.Code, s.Steps[round]), (string?)null));
            await DraftRows.ExecuteAsync(connection, Move, DraftRows.Json(steps), cancellation).ConfigureAwait(false);
        }

        await using var command = new NpgsqlCommand("SELECT NOT EXISTS (SELECT FROM renewal.constraint_area_version)", connection);
        if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
        {
            await DraftRows.InsertAsync(
                connection, "constraint_area", RegisterCatalogue.ConstraintAreas, district.ConstraintAreas, cancellation).ConfigureAwait(false);
        }

        await using var anyTarget = new NpgsqlCommand("SELECT NOT EXISTS (SELECT FROM renewal.indicator_target_version)", connection);
        if (await anyTarget.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
        {
            await DemonstrationTargets.LoadAsync(connection, cancellation).ConfigureAwait(false);
        }

        return sites;
    }

    private static FeatureDraft WithKind(FeatureDraft draft, SiteKind kind) =>
        draft with { Values = new Dictionary<string, object?>(draft.Values) { ["kind"] = kind.Code() } };

    private static Dictionary<string, object?> Row(string code, StageStep step) => new(step.Values)
    {
        ["code"] = code,
        ["stage"] = step.Stage.Code(),
        ["stage_date"] = step.EffectiveDate,
    };
}
