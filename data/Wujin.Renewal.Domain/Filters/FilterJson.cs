using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Writes filters as CQL2 JSON.</summary>
public static class FilterJson
{
    /// <summary>The JSON of a filter that <see cref="FilterTyping"/> has not changed yet.</summary>
    public static JsonNode Write(Expression filter) => filter switch
    {
        BooleanLiteral literal => JsonValue.Create(literal.Value),
        NumberLiteral number => number.Exact is { } exact ? JsonValue.Create(exact) : JsonValue.Create(number.Nearest),
        TextLiteral literal => JsonValue.Create(literal.Value),
        DateLiteral date => new JsonObject { ["date"] = FilterTimes.Text(date.Value) },
        TimestampLiteral instant => new JsonObject { ["timestamp"] = FilterTimes.Text(instant.Value) },
        Interval interval => new JsonObject { ["interval"] = new JsonArray(End(interval.Start), End(interval.Finish)) },
        GeometryLiteral geometry => Shape(geometry.Value),
        BoxLiteral box => new JsonObject { ["bbox"] = new JsonArray([.. box.Numbers.Select(n => (JsonNode)JsonValue.Create(n))]) },
        PropertyName name => new JsonObject { ["property"] = name.Name },
        FunctionCall call => Operation(call.Name, [.. call.Arguments.Select(Write)]),
        Folded folded => Operation(folded.IsCase ? "casei" : "accenti", Write(folded.Operand)),
        Arithmetic arithmetic => Operation(arithmetic.Operator.Symbol(), Write(arithmetic.Left), Write(arithmetic.Right)),
        Comparison comparison => Operation(comparison.Operator.Symbol(), Write(comparison.Left), Write(comparison.Right)),
        Like like => Operation("like", Write(like.Value), Write(like.Pattern)),
        Between between => Operation("between", Write(between.Value), Write(between.Lowest), Write(between.Highest)),
        Membership membership => Operation("in", Write(membership.Value), new JsonArray([.. membership.Items.Select(Write)])),
        NullTest test => Operation("isNull", Write(test.Operand)),
        Negation negation => Operation("not", Write(negation.Operand)),
        Junction junction => Operation(junction.IsAnd ? "and" : "or", [.. junction.Operands.Select(Write)]),
        SpatialPredicate spatial => Operation(spatial.Operator.Name(), Write(spatial.Left), Write(spatial.Right)),
        TemporalPredicate temporal => Operation(temporal.Operator.Name(), Write(temporal.Left), Write(temporal.Right)),
        _ => throw new NotSupportedException($"No CQL2 for {filter.GetType().Name}."),
    };

    private static JsonObject Operation(string name, params JsonNode[] arguments) => new() { ["op"] = name, ["args"] = new JsonArray(arguments) };

    private static JsonNode End(Expression? end) => end switch
    {
        null => JsonValue.Create(".."),
        DateLiteral date => JsonValue.Create(FilterTimes.Text(date.Value)),
        TimestampLiteral instant => JsonValue.Create(FilterTimes.Text(instant.Value)),
        _ => Write(end),
    };

    private static JsonObject Shape(Geometry geometry) => geometry is GeometryCollection { OgcGeometryType: OgcGeometryType.GeometryCollection } collection
        ? new JsonObject { ["type"] = "GeometryCollection", ["geometries"] = new JsonArray([.. collection.Geometries.Select(Shape)]) }
        : new JsonObject { ["type"] = geometry.GeometryType, ["coordinates"] = Coordinates(geometry) };

    private static JsonArray Coordinates(Geometry geometry) => geometry switch
    {
        Point point => Position(point.Coordinate),
        LineString line => new JsonArray([.. line.Coordinates.Select(Position)]),
        Polygon polygon => new JsonArray([.. polygon.Holes.Prepend(polygon.Shell).Select(Coordinates)]),
        GeometryCollection parts => new JsonArray([.. parts.Geometries.Select(Coordinates)]),
        _ => throw new NotSupportedException($"No GeoJSON for {geometry.GeometryType}."),
    };

    private static JsonArray Position(Coordinate position) =>
        new([.. new[] { position.X, position.Y, position.Z }.Where(n => !double.IsNaN(n)).Select(n => (JsonNode)JsonValue.Create(n))]);
}
