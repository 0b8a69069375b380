using NetTopologySuite.IO;
using Npgsql;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Writing;

/// <summary>Reads single features with typed values: what a writer compares its input with.</summary>
public sealed class FeatureSnapshots(NpgsqlDataSource source)
{
    /// <summary>The feature as it stands now.</summary>
    /// <returns>Null where the collection has no feature of this code.</returns>
    public Task<FeatureSnapshot?> CurrentAsync(CollectionDefinition collection, string code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return ReadAsync(collection, $"renewal.{collection.View} f WHERE f.code = $1", [Parameter(code)], cancellation);
    }

    /// <summary>The feature as it stood at a version.</summary>
    /// <returns>Null where there is no such version, or where it records a deletion.</returns>
    public Task<FeatureSnapshot?> AtVersionAsync(CollectionDefinition collection, string code, long version, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var table = FeatureTable.Of(collection);
        List<NpgsqlParameter> parameters = [Parameter(code), new() { Value = version }];
        if (table.Kind is not null)
        {
            parameters.Add(Parameter(table.Kind));
        }

        return ReadAsync(collection, table.VersionSource("$1", "$2", "$3") + " f WHERE f.operation <> 'D'", parameters, cancellation);
    }

    /// <summary>Which collection has a feature of this code, where it competes with those of <paramref name="collection"/>.</summary>
    /// <returns>Null where the code is free.</returns>
    public async Task<CollectionDefinition?> FindHolderAsync(CollectionDefinition collection, string code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var table = FeatureTable.Of(collection);
        await using var command = source.CreateCommand($"SELECT {(table.Kind is null ? "NULL" : "kind")} FROM renewal.{table.Name} WHERE code = $1");
        command.Parameters.Add(Parameter(code));
        var kind = await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        return kind switch
        {
            null => null,
            string name => RegisterCatalogue.All.First(c => FeatureTable.Of(c).Kind == name),
            _ => collection,
        };
    }

    private async Task<FeatureSnapshot?> ReadAsync(
        CollectionDefinition collection, string from, List<NpgsqlParameter> parameters, CancellationToken cancellation)
    {
        var columns = string.Join(", ", collection.Properties.Select(p => $"f.\"{p.Name}\""));
        var geometry = collection.Geometry == GeometryKind.None ? "NULL::bytea" : "ST_AsBinary(f.geom)";
        await using var command = source.CreateCommand($"SELECT {columns}, {geometry} FROM {from}");
        command.Parameters.AddRange(parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? Read(collection, reader) : null;
    }

    private static FeatureSnapshot Read(CollectionDefinition collection, NpgsqlDataReader reader)
    {
        var values = new Dictionary<string, object?>(collection.Properties.Count, StringComparer.Ordinal);
        for (var i = 0; i < collection.Properties.Count; i++)
        {
            values[collection.Properties[i].Name] = reader.IsDBNull(i) ? null : Value(collection.Properties[i].Type, reader, i);
        }

        var last = collection.Properties.Count;
        var geometry = reader.IsDBNull(last) ? null : new WKBReader().Read(reader.GetFieldValue<byte[]>(last));
        if (geometry is not null)
        {
            geometry.SRID = GeometryRules.StorageSrid;
        }

        return new FeatureSnapshot(collection, (long)values["version"]!, values, geometry);
    }

    internal static object Value(PropertyType type, NpgsqlDataReader reader, int ordinal) => type switch
    {
        PropertyType.Integer => reader.GetFieldType(ordinal) == typeof(int) ? (long)reader.GetInt32(ordinal) : reader.GetInt64(ordinal),
        PropertyType.Decimal => reader.GetDecimal(ordinal),
        PropertyType.Number => reader.GetDouble(ordinal),
        PropertyType.Boolean => reader.GetBoolean(ordinal),
        PropertyType.Date => reader.GetFieldValue<DateOnly>(ordinal),
        PropertyType.Timestamp => reader.GetFieldValue<DateTimeOffset>(ordinal),
        PropertyType.TextList => reader.GetFieldValue<string[]>(ordinal),
        _ => reader.GetString(ordinal),
    };

    private static NpgsqlParameter Parameter(string text) => new() { Value = text };
}
