using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Writing;

/// <summary>
/// Writes single features of any collection. Columns come from the catalogue, values travel as parameters, and one SQL statement
/// decides whether the version that the writer saw is still the current one.
/// </summary>
/// <remarks>
/// The database keeps version, history, measured area and town by itself. <c>town_code</c> is never written: what a client gives is the
/// declared town, and the register derives the town from the outline.
/// </remarks>
public sealed class FeatureWriter(NpgsqlDataSource source)
{
    /// <summary>Records a new feature.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="draft">The feature, checked by <see cref="FeatureRules"/>; its geometry in the stored form (<see cref="GeometryRules.Normalize"/>).</param>
    /// <param name="note">Who and why.</param>
    /// <param name="cancellation">Cancels before the statement is sent.</param>
    /// <returns>The version: 1, or the next number where the code had been used and deleted before.</returns>
    /// <exception cref="WriteRefusedException">The code is taken, or a rule of the database is broken.</exception>
    public async Task<long> InsertAsync(CollectionDefinition collection, FeatureDraft draft, WriteNote note, CancellationToken cancellation)
    {
        var version = await RunAsync(Insertion(collection, draft), note, cancellation).ConfigureAwait(false);
        return version ?? throw new InvalidOperationException("INSERT … RETURNING returned no row.");
    }

    /// <summary>The statement of <see cref="InsertAsync"/>.</summary>
    public static WriteStep Insertion(CollectionDefinition collection, FeatureDraft draft)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(draft);
        var table = FeatureTable.Of(collection);
        var assignments = new Assignments();
        foreach (var property in collection.Properties)
        {
            if ((IsWritten(property) || property.Name == "town_code") && draft.Values.GetValueOrDefault(property.Name) is { } value)
            {
                assignments.Add(property, value);
            }
        }

        assignments.AddKind(table.Kind);
        if (draft.Geometry is { } geometry)
        {
            assignments.AddGeometry(geometry);
        }

        var sql = $"INSERT INTO renewal.{table.Name} ({string.Join(", ", assignments.Columns)}) VALUES ({string.Join(", ", assignments.Values)}) RETURNING version";
        return new WriteStep(sql, assignments.Parameters);
    }

    /// <summary>Changes some columns of a feature, if it still is at the version the writer saw.</summary>
    /// <param name="seen">The feature as the writer saw it.</param>
    /// <param name="changes">New values by property name; null empties the property or gives it its default.</param>
    /// <param name="geometry">Null leaves the geometry; a change holds the new geometry or null.</param>
    /// <param name="note">Who and why.</param>
    /// <param name="cancellation">Cancels before the statement is sent.</param>
    /// <returns>The new version, or null where the feature is no longer at that version: nothing was written.</returns>
    /// <exception cref="WriteRefusedException">A rule of the database is broken.</exception>
    public Task<long?> UpdateAsync(
        FeatureSnapshot seen, IReadOnlyDictionary<string, object?> changes, GeometryChange? geometry, WriteNote note, CancellationToken cancellation) =>
        RunAsync(Change(seen, changes, geometry), note, cancellation);

    /// <summary>The statement of <see cref="UpdateAsync"/>.</summary>
    public static WriteStep Change(FeatureSnapshot seen, IReadOnlyDictionary<string, object?> changes, GeometryChange? geometry)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(changes);
        var table = FeatureTable.Of(seen.Collection);
        var assignments = new Assignments();
        foreach (var property in seen.Collection.Properties)
        {
            if (IsWritten(property) && changes.TryGetValue(property.Name, out var value))
            {
                assignments.Add(property, value);
            }
        }

        if (geometry is not null)
        {
            assignments.AddGeometry(geometry.Geometry);
        }

        var set = string.Join(", ", assignments.Columns.Zip(assignments.Values, (column, value) => column + " = " + value));
        var sql = $"UPDATE renewal.{table.Name} SET {set} WHERE {assignments.Identity(seen, table)} RETURNING version";
        return new WriteStep(sql, assignments.Parameters);
    }

    /// <summary>Deletes a feature, if it still is at the version the writer saw. Its history stays.</summary>
    /// <returns>The version of the tombstone, or null where the feature is no longer at that version: nothing was deleted.</returns>
    public Task<long?> DeleteAsync(FeatureSnapshot seen, WriteNote note, CancellationToken cancellation) => RunAsync(Deletion(seen), note, cancellation);

    /// <summary>The statement of <see cref="DeleteAsync"/>.</summary>
    public static WriteStep Deletion(FeatureSnapshot seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var table = FeatureTable.Of(seen.Collection);
        var assignments = new Assignments();
        var sql = $"DELETE FROM renewal.{table.Name} WHERE {assignments.Identity(seen, table)} RETURNING version + 1";
        return new WriteStep(sql, assignments.Parameters);
    }

    private Task<long?> RunAsync(WriteStep step, WriteNote note, CancellationToken cancellation) =>
        RecordedStatement.RunAsync(source, note, step.Sql, step.Parameters, isStageDateGiven: false, cancellation);

    private static bool IsWritten(PropertyDefinition property) => !property.IsReadOnly && property.Name != "town_code";

    /// <summary>Columns, their value expressions and the parameters these refer to.</summary>
    private sealed class Assignments
    {
        internal List<string> Columns { get; } = [];

        internal List<string> Values { get; } = [];

        internal List<NpgsqlParameter> Parameters { get; } = [];

        internal void Add(PropertyDefinition property, object? value)
        {
            Columns.Add("\"" + property.Name + "\"");
            Values.Add(value is null ? "DEFAULT" : Parameter(value, DatabaseType(property.Type)));
        }

        internal void AddKind(string? kind)
        {
            if (kind is not null)
            {
                Columns.Add("kind");
                Values.Add(Parameter(kind, NpgsqlDbType.Text));
            }
        }

        internal void AddGeometry(Geometry? geometry)
        {
            Columns.Add("geom");
            Values.Add(geometry is null
                ? "NULL"
                : $"ST_GeomFromWKB({Parameter(geometry.ToBinary(), NpgsqlDbType.Bytea)}, {GeometryRules.StorageSrid})");
        }

        internal string Identity(FeatureSnapshot seen, FeatureTable table)
        {
            var sql = $"code = {Parameter(seen.Code, NpgsqlDbType.Text)} AND version = {Parameter(seen.Version, NpgsqlDbType.Bigint)}";
            return table.Kind is null ? sql : sql + $" AND kind = {Parameter(table.Kind, NpgsqlDbType.Text)}";
        }

        private string Parameter(object value, NpgsqlDbType type)
        {
            Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
            return "$" + Parameters.Count.ToString(CultureInfo.InvariantCulture);
        }

        private static NpgsqlDbType DatabaseType(PropertyType type) => type switch
        {
            PropertyType.Integer => NpgsqlDbType.Bigint,
            PropertyType.Decimal => NpgsqlDbType.Numeric,
            PropertyType.Number => NpgsqlDbType.Double,
            PropertyType.Boolean => NpgsqlDbType.Boolean,
            PropertyType.Date => NpgsqlDbType.Date,
            PropertyType.Timestamp => NpgsqlDbType.TimestampTz,
            PropertyType.TextList => NpgsqlDbType.Array | NpgsqlDbType.Text,
            _ => NpgsqlDbType.Text,
        };
    }
}
