using Npgsql;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Reference;

/// <summary>Puts the reference data into an empty register.</summary>
internal static class ReferenceLoading
{
    /// <summary>Fills the tables named.</summary>
    /// <returns>How many rows were inserted.</returns>
    public static async Task<int> LoadAsync(NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        var data = ReferenceData.Load();
        var rows = 0;
        foreach (var table in tables)
        {
            var (collection, drafts) = table switch
            {
                "town" => (RegisterCatalogue.Towns, ReferenceDrafts.OfTowns(data)),
                "place" => (RegisterCatalogue.Places, ReferenceDrafts.OfPlaces(data)),
                "platform" => (RegisterCatalogue.Platforms, ReferenceDrafts.OfPlatforms(data)),
                "tier" => (RegisterCatalogue.Tiers, ReferenceDrafts.OfTiers(data)),
                _ => throw new ArgumentOutOfRangeException(nameof(tables), table, null),
            };
            rows += await DraftRows.InsertAsync(connection, table, collection, drafts, cancellation).ConfigureAwait(false);
        }

        return rows;
    }
}
