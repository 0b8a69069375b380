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
        FilterLiterals.Text.Select(t => FilterTimes.End(t.Value, t.At)).Or(Filter.Select(e => (Expression?)e));

    private static readonly TokenListParser<FilterToken, Expression> Interval =
        from open in Token.EqualTo(FilterToken.Open)
        from start in End
        from comma in Token.EqualTo(FilterToken.Comma)
        from finish in End
        from close in Token.EqualTo(FilterToken.Close)
        select (Expression)new Interval(start, finish);

    private static readonly TokenListParser<FilterToken, Expression> Primary = new TokenListParser<FilterToken, Expression>(Named)
        .Or(FilterLiterals.Number)
        .Or(FilterLiterals.Text.Select(t => (Expression)t))
        .Or(One)
        .Or(Token.EqualTo(FilterToken.True).Or(Token.EqualTo(FilterToken.False)).Select(t => (Expression)new BooleanLiteral(t.Kind == FilterToken.True) { At = FilterLiterals.Place(t) }))
        .Named("value");

    private static readonly TokenListParser<FilterToken, Expression> Factor =
        (from sign in Token.EqualTo(FilterToken.Minus).Or(Token.EqualTo(FilterToken.Plus))
         from operand in Primary
         select sign.Kind == FilterToken.Plus ? operand : Negative(operand, sign))
        .Or(Primary);

    private static readonly TokenListParser<FilterToken, Expression> Power =
        from left in Factor
        from right in Token.EqualTo(FilterToken.Power).IgnoreThen(Factor).AsNullable().OptionalOrDefault()
        select right is null ? left : new Arithmetic(ArithmeticOperator.Power, left, right) { At = left.At };

    private static readonly TokenListParser<FilterToken, Expression> Product = Superpower.Parse.Chain(Token.EqualTo(FilterToken.Times), Power, Calculate);

    private static readonly TokenListParser<FilterToken, Expression> Sum =
        Superpower.Parse.Chain(Token.EqualTo(FilterToken.Plus).Or(Token.EqualTo(FilterToken.Minus)), Product, Calculate);

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Compared =
        from symbol in Token.EqualTo(FilterToken.Comparison)
        from right in Sum
        select (Func<Expression, Expression>)(left => new Comparison(OperatorNames.Comparisons[symbol.ToStringValue()], left, right) { At = left.At });

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Null =
        from isWord in Token.EqualTo(FilterToken.Is)
        from not in Token.EqualTo(FilterToken.Not).Value(true).OptionalOrDefault()
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
        from items in Filter.AtLeastOnceDelimitedBy(Token.EqualTo(FilterToken.Comma))
        from close in Token.EqualTo(FilterToken.Close)
        select (Func<Expression, Expression>)(left => new Membership(left, items) { At = left.At });

    private static readonly TokenListParser<FilterToken, Func<Expression, Expression>> Rest = Compared.Or(Null).Or(
        from not in Token.EqualTo(FilterToken.Not).Value(true).OptionalOrDefault()
        from rest in Matched.Or(Ranged).Or(Listed)
        select Turn(not, rest));

    private static readonly TokenListParser<FilterToken, Expression> Predicate =
        from left in Sum
        from rest in Rest.AsNullable().OptionalOrDefault()
        select rest is null ? left : rest(left);

    private static readonly TokenListParser<FilterToken, Expression> Negation =
        (from not in Token.EqualTo(FilterToken.Not)
         from operand in Predicate
         select (Expression)new Negation(operand) { At = FilterLiterals.Place(not) })
        .Or(Predicate);

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
        from first in operand
        from others in Token.EqualTo(word).IgnoreThen(operand).Many()
        select others.Length == 0 ? first : new Junction(word == FilterToken.And, [first, .. others]) { At = first.At };

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
