using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Wujin.Renewal.Domain.Filters;

namespace Wujin.Renewal.Api.Filtering;

/// <summary>The grammar of CQL2 text (OGC 21-065r2, annex B), without arrays.</summary>
/// <remarks>
/// The standard has a rule for each type of expression, which no parser can tell apart before names are looked up: (a) may begin a number or a truth. Here is
/// one ladder of precedence, OR, AND, NOT, predicates, + -, * / % DIV, ^, and <see cref="FilterTyping"/> says which types fit.
/// </remarks>
internal static class FilterGrammar
{
    private static readonly TokenListParser<FilterToken, Expression> Filter = Superpower.Parse.Ref(() => Disjunction!);

    private static readonly TokenListParser<FilterToken, Expression[]> Arguments =
        Filter.ManyDelimitedBy(Token.EqualTo(FilterToken.Comma)).Between(Token.EqualTo(FilterToken.Open), Token.EqualTo(FilterToken.Close));

    private static readonly TokenListParser<FilterToken, Expression> One = Filter.Between(Token.EqualTo(FilterToken.Open), Token.EqualTo(FilterToken.Close));

    private static readonly TokenListParser<FilterToken, (Expression First, Expression Second)> Two =
        from open in Token.EqualTo(FilterToken.Open)
        from first in Filter
        from comma in Token.EqualTo(FilterToken.Comma)
        from second in Filter
        from close in Token.EqualTo(FilterToken.Close)
        select (first, second);

    private static readonly TokenListParser<FilterToken, Expression?> End =
        Ahead.Choose(kind => kind == FilterToken.Text ? FilterLiterals.Text.Select(t => FilterTimes.End(t.Value, t.At)) : null, Filter.Select(e => (Expression?)e));

    private static readonly TokenListParser<FilterToken, Expression> Interval =
        from open in Token.EqualTo(FilterToken.Open)
        from start in End
        from comma in Token.EqualTo(FilterToken.Comma)
        from finish in End
        from close in Token.EqualTo(FilterToken.Close)
        select (Expression)new Interval(start, finish);

    private static readonly TokenListParser<FilterToken, Expression> TextValue = FilterLiterals.Text.Select(t => (Expression)t);

    private static readonly TokenListParser<FilterToken, Expression> Truth =
        Token.Matching<FilterToken>(k => k is FilterToken.True or FilterToken.False, "TRUE or FALSE").Select(t => (Expression)new BooleanLiteral(t.Kind == FilterToken.True) { At = FilterLiterals.Place(t) });

    private static readonly TokenListParser<FilterToken, Expression> NamedValue = Named;

    private static readonly TokenListParser<FilterToken, Expression> Primary = Ahead.Choose(
        kind => kind switch
        {
            FilterToken.Name => NamedValue,
            FilterToken.Number => FilterLiterals.Number,
            FilterToken.Text => TextValue,
            FilterToken.Open => One,
            FilterToken.True or FilterToken.False => Truth,
            _ => null,
        },
        Token.EqualTo(FilterToken.Name).Value((Expression)new BooleanLiteral(true)).Named("a name, a value, a function or `(`"));

    private static readonly TokenListParser<FilterToken, Expression> SignedFactor =
        from sign in Token.Matching<FilterToken>(k => k is FilterToken.Minus or FilterToken.Plus, "sign")
        from operand in Primary
        select sign.Kind == FilterToken.Plus ? operand : Negative(operand, sign);

    private static readonly TokenListParser<FilterToken, Expression> Factor = Ahead.Choose(kind => kind is FilterToken.Minus or FilterToken.Plus ? SignedFactor : null, Primary);

    private static readonly TokenListParser<FilterToken, Expression?> Exponent = Ahead.Maybe(k => k == FilterToken.Power, Token.EqualTo(FilterToken.Power).IgnoreThen(Factor));

    private static readonly TokenListParser<FilterToken, Expression> Power =
        from left in Factor
        from right in Exponent
        select right is null ? left : new Arithmetic(ArithmeticOperator.Power, left, right) { At = left.At };

    private static readonly TokenListParser<FilterToken, Expression> Product = Ahead.Chain(k => k == FilterToken.Times, Power, Calculate);

    private static readonly TokenListParser<FilterToken, Expression> Sum = Ahead.Chain(k => k is FilterToken.Plus or FilterToken.Minus, Product, Calculate);

    private static readonly TokenListParser<FilterToken, bool> Not = Ahead.Maybe(k => k == FilterToken.Not, Token.EqualTo(FilterToken.Not).Value(true));

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Compared =
        from symbol in Token.EqualTo(FilterToken.Comparison)
        from right in Sum
        select (Func<Expression, Expression>)(left => new Comparison(OperatorNames.Comparisons[symbol.ToStringValue()], left, right) { At = left.At });

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Null =
        from isWord in Token.EqualTo(FilterToken.Is)
        from not in Not
        from nullWord in Token.EqualTo(FilterToken.Null)
        select Turn(not, left => new NullTest(left) { At = left.At });

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Matched =
        from like in Token.EqualTo(FilterToken.Like)
        from pattern in Primary
        select (Func<Expression, Expression>)(left => new Like(left, pattern) { At = left.At });

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Ranged =
        from between in Token.EqualTo(FilterToken.Between)
        from lowest in Sum
        from and in Token.EqualTo(FilterToken.And)
        from highest in Sum
        select (Func<Expression, Expression>)(left => new Between(left, lowest, highest) { At = left.At });

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Listed =
        from inWord in Token.EqualTo(FilterToken.In)
        from open in Token.EqualTo(FilterToken.Open)
        from items in Ahead.Separated(FilterToken.Comma, Filter)
        from close in Token.EqualTo(FilterToken.Close)
        select (Func<Expression, Expression>)(left => new Membership(left, items) { At = left.At });

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Negatable =
        from not in Not
        from rest in Matched.Or(Ranged).Or(Listed)
        select Turn(not, rest);

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>?> Rest = Ahead.Maybe(
        kind => kind is FilterToken.Comparison or FilterToken.Is or FilterToken.Not or FilterToken.Like or FilterToken.Between or FilterToken.In,
        Ahead.Choose(
            kind => kind switch
            {
                FilterToken.Comparison => Compared,
                FilterToken.Is => Null,
                FilterToken.Like => Matched,
                FilterToken.Between => Ranged,
                FilterToken.In => Listed,
                _ => null,
            },
            Negatable));

    private static readonly TokenListParser<FilterToken, Expression> Predicate =
        from left in Sum
        from rest in Rest
        select rest is null ? left : rest(left);

    private static readonly TokenListParser<FilterToken, Expression> Negated =
        from not in Token.EqualTo(FilterToken.Not)
        from operand in Predicate
        select (Expression)new Negation(operand) { At = FilterLiterals.Place(not) };

    private static readonly TokenListParser<FilterToken, Expression> Negation = Ahead.Choose(kind => kind == FilterToken.Not ? Negated : null, Predicate);

    private static readonly TokenListParser<FilterToken, Expression> Conjunction = Joined(FilterToken.And, Negation);

    private static readonly TokenListParser<FilterToken, Expression> Disjunction = Joined(FilterToken.Or, Conjunction);

    /// <summary>Reads a filter.</summary>
    /// <exception cref="FilterException">It is no CQL2 text, or too large; the message says what was expected where.</exception>
    internal static Expression Read(string text)
    {
        if (text.Length > FilterLimits.Characters)
        {
            throw new FilterException(default, FilterLimits.TooLong(text.Length));
        }

        var result = Filter(FilterLexer.Cut(text));
        if (!result.HasValue)
        {
            var at = result.ErrorPosition.HasValue ? result.ErrorPosition.Absolute : text.Length;
            throw new FilterException(new FilterPlace(at), result.FormatErrorMessageFragment() + ".");
        }

        return result.Remainder.IsAtEnd ? result.Value : throw Trailing(result.Remainder.ConsumeToken().Value);
    }

    private static FilterException Trailing(Token<FilterToken> token) => new(
        FilterLiterals.Place(token), $"unexpected `{token.ToStringValue()}`, expected an operator (=, <, LIKE, IN, IS NULL, AND, OR, …) or the end.");

    private static TokenListParser<FilterToken, Expression> Joined(FilterToken word, TokenListParser<FilterToken, Expression> operand) =>
        Ahead.Separated(word, operand).Select(all => all.Length == 1 ? all[0] : new Junction(word == FilterToken.And, all) { At = all[0].At });

    private static Arithmetic Calculate(Token<FilterToken> sign, Expression left, Expression right) =>
        new(OperatorNames.Arithmetics[sign.ToStringValue().ToLowerInvariant()], left, right) { At = left.At };

    private static Expression Negative(Expression operand, Token<FilterToken> sign)
    {
        var at = FilterLiterals.Place(sign);
        return operand switch
        {
            NumberLiteral number => number.Negate(),
            _ => new Arithmetic(ArithmeticOperator.Multiply, new NumberLiteral(-1, -1) { At = at }, operand) { At = at },
        };
    }

    private static Func<Expression, Expression> Turn(bool not, Func<Expression, Expression> predicate) =>
        !not ? predicate : left => new Negation(predicate(left)) { At = left.At };

    /// <summary>A name: of a queryable, or before a bracket of a function, a geometry or a time.</summary>
    private static TokenListParserResult<FilterToken, Expression> Named(TokenList<FilterToken> input)
    {
        var name = Token.EqualTo(FilterToken.Name)(input);
        if (!name.HasValue)
        {
            return TokenListParserResult.CastEmpty<FilterToken, Token<FilterToken>, Expression>(name);
        }

        var (word, at) = (name.Value.ToStringValue(), FilterLiterals.Place(name.Value));
        if (word[0] == '"')
        {
            return TokenListParserResult.Value<FilterToken, Expression>(new PropertyName(word[1..^1]) { At = at }, input, name.Remainder);
        }

        var after = FilterWkt.Named(word) is null ? name.Remainder : FilterWkt.SkipZ(name.Remainder);
        var bracket = after.ConsumeToken();
        if (!bracket.HasValue || bracket.Value.Kind != FilterToken.Open)
        {
            return TokenListParserResult.Value<FilterToken, Expression>(new PropertyName(word) { At = at }, input, name.Remainder);
        }

        return Called(word).Select(e => e with { At = at })(after);
    }

    private static TokenListParser<FilterToken, Expression> Called(string word)
    {
        if (FilterWkt.Named(word) is { } geometry)
        {
            return geometry.Select(g => (Expression)new GeometryLiteral(g));
        }

        if (OperatorNames.Spatials.TryGetValue(word, out var spatial))
        {
            return Two.Select(a => (Expression)new SpatialPredicate(spatial, a.First, a.Second));
        }

        if (OperatorNames.Temporals.TryGetValue(word, out var temporal))
        {
            return Two.Select(a => (Expression)new TemporalPredicate(temporal, a.First, a.Second));
        }

        return word.ToUpperInvariant() switch
        {
            "CASEI" => One.Select(e => (Expression)new Folded(true, e)),
            "ACCENTI" => One.Select(e => (Expression)new Folded(false, e)),
            "DATE" => FilterLiterals.Date,
            "TIMESTAMP" => FilterLiterals.Timestamp,
            "INTERVAL" => Interval,
            "BBOX" => FilterWkt.Box,
            _ => Arguments.Select(a => (Expression)new FunctionCall(word, a)),
        };
    }
}
