using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Filters;

namespace Wujin.Renewal.Store.Features;

/// <summary>
/// Writes the SQL of a <see cref="FeatureQuery"/>. Identifiers come from the catalogue only; whatever a client sent travels as a parameter. The
/// text depends on the shape of the query, not on its values, so that each shape is planned once per connection.
/// </summary>
internal sealed class FeatureStatement
{
    /// <summary>SQLSTATE of an <c>asOf</c> in the future, raised by <c>renewal.settle</c>.</summary>
    internal const string FutureInstant = "WJ001";

    private readonly StringBuilder _sql = new(1024);
    private readonly List<NpgsqlParameter> _parameters = [];

    private FeatureStatement(FeatureQuery query, string selected)
    {
        _sql.Append("SELECT ").Append(selected).Append(" FROM renewal.").Append(query.Collection.View);
        if (query.AsOf is { } asOf)
        {
            _sql.Append("_as_of(").Append(Add(asOf.ToUniversalTime(), NpgsqlDbType.TimestampTz)).Append(')');
        }

        _sql.Append(" f");
        AppendConditions(query);
    }

    /// <summary>
    /// One column: the row as a composite of <c>feature_key</c>, <c>geom</c> where there is geometry, and the properties in catalogue order.
    /// </summary>
    /// <remarks>
    /// One composite rather than a column each: the driver then hands over a row in one copy and its fields are read from a span. Measured
    /// on 43 columns, 1,000 rows, 8 connections on two shared cores (2026-11): 2.5 ms of client CPU per page against 3.4 ms with typed columns.
    /// </remarks>
    internal static NpgsqlBatchCommand Rows(FeatureQuery query)
    {
        var statement = new FeatureStatement(query, FeatureColumns.Of(query));
        statement._sql.Append(" ORDER BY ");
        foreach (var key in query.Sort)
        {
            statement._sql.Append(key.Expression).Append(key.IsDescending ? " DESC NULLS LAST, " : " NULLS LAST, ");
        }

        statement._sql.Append("f.feature_key");
        if (query.Limit is { } limit)
        {
            // One more than wanted tells whether there is a next page.
            statement._sql.Append(" LIMIT ").Append(statement.Add((long)limit + 1, NpgsqlDbType.Bigint));
        }

        if (query.Offset > 0)
        {
            statement._sql.Append(" OFFSET ").Append(statement.Add((long)query.Offset, NpgsqlDbType.Bigint));
        }

        return statement.Command();
    }

    /// <summary>How many features match, wherever the page starts and however long it is; no more than <paramref name="most"/> are counted.</summary>
    internal static NpgsqlBatchCommand Count(FeatureQuery query, long most)
    {
        var statement = new FeatureStatement(query with { AfterKey = null, Limit = null }, "1");
        statement._sql.Insert(0, "SELECT count(*) FROM (").Append(" LIMIT ").Append(statement.Add(most, NpgsqlDbType.Bigint)).Append(") matching");
        return statement.Command();
    }

    /// <summary>The row of one feature, by its code; of the query its collection, its instant and its shape count.</summary>
    internal static NpgsqlBatchCommand One(FeatureQuery query, string code)
    {
        var statement = new FeatureStatement(query, FeatureColumns.Of(query));
        statement._sql.Append(" WHERE f.code = ").Append(statement.Add(code, NpgsqlDbType.Text));
        return statement.Command();
    }

    private NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(_sql.ToString());
        command.Parameters.AddRange(_parameters.ToArray());
        return command;
    }

    private void AppendConditions(FeatureQuery query)
    {
        var joint = " WHERE ";
        void Condition(string sql)
        {
            _sql.Append(joint).Append(sql);
            joint = " AND ";
        }

        if (query.AfterKey is { } after)
        {
            Condition(After(query.Sort, query.AfterValues, after));
        }

        if (query.Bbox is { } box && query.Collection.Geometry != GeometryKind.None)
        {
            Condition("(f.geom IS NULL OR " + Intersects(box) + ")");
        }

        if (query.Area is { } area && query.Collection.Geometry != GeometryKind.None)
        {
            Condition($"(f.geom IS NULL OR ST_Intersects(f.geom, ST_GeomFromWKB({Add(area.ToBinary(), NpgsqlDbType.Bytea)}, {GeometryRules.StorageSrid})))");
        }

        if (query is { Time: { } time, Collection.TemporalColumns: { } columns })
        {
            Condition(Overlaps(columns.StartColumn, columns.FinishColumn, time));
        }

        foreach (var word in (query.Search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Condition(Contains(query.Collection, word));
        }

        foreach (var filter in query.Filters)
        {
            Condition(Equality(filter));
        }

        if (query.Filter is { } expression)
        {
            var condition = new StringBuilder();
            FilterSql.Append(condition, expression, Add);
            Condition(condition.ToString());
        }
    }

    /// <remarks>
    /// What comes after a feature in the order: greater in the first step; or equal there and greater in the second; and so on, the key last. Nulls are last
    /// in every step, so that everything comes before them and nothing after but by later steps.
    /// </remarks>
    private string After(IReadOnlyList<SortKey> sort, IReadOnlyList<object?> values, long key)
    {
        var cases = new List<string>(sort.Count + 1);
        var equal = "";
        for (var i = 0; i < sort.Count; i++)
        {
            var expression = sort[i].Expression;
            if (values[i] is not { } value)
            {
                equal += expression + " IS NULL AND ";
                continue;
            }

            var parameter = Add(value, DatabaseType(sort[i].Property.Type));
            cases.Add($"({equal}({expression} {(sort[i].IsDescending ? "<" : ">")} {parameter} OR {expression} IS NULL))");
            equal += expression + " = " + parameter + " AND ";
        }

        cases.Add($"({equal}f.feature_key > {Add(key, NpgsqlDbType.Bigint)})");
        return "(" + string.Join(" OR ", cases) + ")";
    }

    private string Intersects(BoundingBox box)
    {
        if (box.SpansAntimeridian)
        {
            return "(" + Intersects(box with { East = 180 }) + " OR " + Intersects(box with { West = -180 }) + ")";
        }

        string Edge(double degrees) => Add(degrees, NpgsqlDbType.Double);
        return $"ST_Intersects(f.geom, {Shape(box, Edge)})";
    }

    /// <remarks>A box without width or height is a line or a point; as a polygon it would be invalid and touch nothing.</remarks>
    private static string Shape(BoundingBox box, Func<double, string> edge)
    {
        if (box.West < box.East && box.South < box.North)
        {
            return $"ST_MakeEnvelope({edge(box.West)}, {edge(box.South)}, {edge(box.East)}, {edge(box.North)}, 4490)";
        }

        var corner = $"ST_MakePoint({edge(box.West)}, {edge(box.South)})";
        return box.West == box.East && box.South == box.North
            ? $"ST_SetSRID({corner}, 4490)"
            : $"ST_SetSRID(ST_MakeLine({corner}, ST_MakePoint({edge(box.East)}, {edge(box.North)})), 4490)";
    }

    /// <remarks>
    /// Works that are known to begin but not to end go on; works with an end but no beginning have been going on. Those with neither have no time.
    /// </remarks>
    private string Overlaps(string start, string finish, DateInterval time)
    {
        var overlap = new List<string>(2);
        if (time.Finish is { } last)
        {
            overlap.Add($"(f.{start} IS NULL OR f.{start} <= {Add(last, NpgsqlDbType.Date)})");
        }

        if (time.Start is { } first)
        {
            overlap.Add($"(f.{finish} IS NULL OR f.{finish} >= {Add(first, NpgsqlDbType.Date)})");
        }

        return overlap.Count == 0 ? "true" : "(" + string.Join(" AND ", overlap) + ")";
    }

    private string Contains(CollectionDefinition collection, string word)
    {
        var pattern = Add("%" + word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%", NpgsqlDbType.Text);
        var texts = collection.Properties.Where(p => p.Type == PropertyType.Text && p.Name is not ("source" or "updated_by"));
        return "(" + string.Join(" OR ", texts.Select(p => $"f.\"{p.Name}\" ILIKE {pattern}")) + ")";
    }

    private string Equality(PropertyFilter filter)
    {
        var (property, values) = filter;
        var type = DatabaseType(property.Type);
        var column = "f.\"" + property.Name + "\"";
        if (property.Type == PropertyType.TextList)
        {
            return column + " && " + Add(values.Cast<string>().ToArray(), NpgsqlDbType.Array | type);
        }

        return values.Count == 1
            ? column + " = " + Add(values[0], type)
            : column + " = ANY(" + Add(TypedArray(property.Type, values), NpgsqlDbType.Array | type) + ")";
    }

    private string Add(object value, NpgsqlDbType type)
    {
        _parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return "$" + _parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    private static NpgsqlDbType DatabaseType(PropertyType type) => type switch
    {
        PropertyType.Integer => NpgsqlDbType.Bigint,
        PropertyType.Decimal => NpgsqlDbType.Numeric,
        PropertyType.Number => NpgsqlDbType.Double,
        PropertyType.Boolean => NpgsqlDbType.Boolean,
        PropertyType.Date => NpgsqlDbType.Date,
        PropertyType.Timestamp => NpgsqlDbType.TimestampTz,
        _ => NpgsqlDbType.Text,
    };

    private static Array TypedArray(PropertyType type, IReadOnlyList<object> values) => type switch
    {
        PropertyType.Integer => values.Cast<long>().ToArray(),
        PropertyType.Decimal => values.Cast<decimal>().ToArray(),
        PropertyType.Number => values.Cast<double>().ToArray(),
        PropertyType.Boolean => values.Cast<bool>().ToArray(),
        PropertyType.Date => values.Cast<DateOnly>().ToArray(),
        PropertyType.Timestamp => values.Cast<DateTimeOffset>().ToArray(),
        _ => values.Cast<string>().ToArray(),
    };
}
