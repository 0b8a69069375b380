using System.Collections.Frozen;
using NetTopologySuite.Geometries;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Wujin.Renewal.Domain.Filters;

namespace Wujin.Renewal.Api.Filtering;

/// <summary>The geometries of CQL2 text: well-known text, and boxes.</summary>
internal static class FilterWkt
{
    private static readonly GeometryFactory Factory = new();

    private static readonly TokenListParser<FilterToken, Coordinate> Position =
        from x in FilterLiterals.Signed
        from y in FilterLiterals.Signed
        from z in Ahead.Maybe(k => k is FilterToken.Number or FilterToken.Minus or FilterToken.Plus, FilterLiterals.Signed, double.NaN)
        select double.IsNaN(z) ? new Coordinate(x, y) : new CoordinateZ(x, y, z);

    private static readonly TokenListParser<FilterToken, (Coordinate[] Positions, FilterPlace At)> Positions =
        from open in Token.EqualTo(FilterToken.Open)
        from positions in Ahead.Separated(FilterToken.Comma, Position)
        from close in Token.EqualTo(FilterToken.Close)
        select (Counted(positions, open), FilterLiterals.Place(open));

    private static readonly TokenListParser<FilterToken, Geometry> Point = Positions.Select(p => p.Positions.Length == 1
        ? (Geometry)Factory.CreatePoint(p.Positions[0])
        : throw new FilterException(p.At, "A point has one position."));

    private static readonly TokenListParser<FilterToken, Geometry> Line = Positions.Select(p => p.Positions.Length > 1
        ? (Geometry)Factory.CreateLineString(p.Positions)
        : throw new FilterException(p.At, "A line has two positions or more."));

    private static readonly TokenListParser<FilterToken, Geometry> Polygon =
        Listed(Positions.Select(p => FilterShapes.Ring(p.Positions, p.At))).Select(rings => (Geometry)Factory.CreatePolygon(rings[0], rings[1..]));

    /// <remarks>MULTIPOINT(1 2, 3 4), as it was written before Simple Features 1.2, is understood besides.</remarks>
    private static readonly TokenListParser<FilterToken, Geometry> MultiPoint =
        Listed(Point.Or(Position.Select(p => (Geometry)Factory.CreatePoint(p)))).Select(p => (Geometry)Factory.CreateMultiPoint(p.Cast<Point>().ToArray()));

    private static readonly TokenListParser<FilterToken, Geometry> MultiLine = Listed(Line).Select(p => (Geometry)Factory.CreateMultiLineString(p.Cast<LineString>().ToArray()));

    private static readonly TokenListParser<FilterToken, Geometry> MultiPolygon = Listed(Polygon).Select(p => (Geometry)Factory.CreateMultiPolygon(p.Cast<Polygon>().ToArray()));

    /// <summary>By name, whatever the case, what follows it.</summary>
    private static readonly FrozenDictionary<string, TokenListParser<FilterToken, Geometry>> ByName = new Dictionary<string, TokenListParser<FilterToken, Geometry>>
    {
        ["POINT"] = Point,
        ["LINESTRING"] = Line,
        ["POLYGON"] = Polygon,
        ["MULTIPOINT"] = MultiPoint,
        ["MULTILINESTRING"] = MultiLine,
        ["MULTIPOLYGON"] = MultiPolygon,
        ["GEOMETRYCOLLECTION"] = input => Collection!(input),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly TokenListParser<FilterToken, Geometry> Collection =
        Listed(Tagged).Select(members => members.Any(m => m.OgcGeometryType == OgcGeometryType.GeometryCollection)
            ? throw new FilterException(default, "A geometry collection holds no other.")
            : (Geometry)Factory.CreateGeometryCollection(members));

    /// <summary>What follows <c>BBOX</c>.</summary>
    internal static readonly TokenListParser<FilterToken, Expression> Box =
        from open in Token.EqualTo(FilterToken.Open)
        from numbers in Ahead.Separated(FilterToken.Comma, FilterLiterals.Signed)
        from close in Token.EqualTo(FilterToken.Close)
        select numbers.Length is 4 or 6
            ? (Expression)new BoxLiteral(numbers)
            : throw new FilterException(FilterLiterals.Place(open), $"A box has 4 numbers, or 6 with heights, not {numbers.Length}.");

    /// <summary>What follows the name of a geometry, or null where it is none.</summary>
    internal static TokenListParser<FilterToken, Geometry>? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Skips the letter Z after the name of a geometry, which says what its positions say by themselves.</summary>
    internal static TokenList<FilterToken> SkipZ(TokenList<FilterToken> input)
    {
        var next = input.ConsumeToken();
        return next.HasValue && next.Value.Kind == FilterToken.Name && next.Value.Span.EqualsValueIgnoreCase("Z") ? next.Remainder : input;
    }

    private static TokenListParserResult<FilterToken, Geometry> Tagged(TokenList<FilterToken> input)
    {
        var name = Token.EqualTo(FilterToken.Name).Named("geometry")(input);
        return name.HasValue && Named(name.Value.ToStringValue()) is { } rest
            ? rest(SkipZ(name.Remainder))
            : TokenListParserResult.Empty<FilterToken, Geometry>(input, ["geometry"]);
    }

    private static TokenListParser<FilterToken, T[]> Listed<T>(TokenListParser<FilterToken, T> member) =>
        Ahead.Separated(FilterToken.Comma, member).Between(Token.EqualTo(FilterToken.Open), Token.EqualTo(FilterToken.Close));

    private static Coordinate[] Counted(Coordinate[] positions, Token<FilterToken> at) => positions.Length <= FilterLimits.Vertices
        ? positions
        : throw new FilterException(FilterLiterals.Place(at), FilterLimits.TooManyVertices);
}
