using System.Globalization;
using System.Text;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Wujin.Renewal.Domain.Filters;

namespace Wujin.Renewal.Api.Filtering;

/// <summary>Numbers, texts and times of CQL2 text.</summary>
internal static class FilterLiterals
{
    /// <summary>A number without sign.</summary>
    internal static readonly TokenListParser<FilterToken, Expression> Number = Token.EqualTo(FilterToken.Number).Select(ReadNumber);

    /// <summary>A text in single quotes.</summary>
    internal static readonly TokenListParser<FilterToken, TextLiteral> Text = Token.EqualTo(FilterToken.Text).Select(ReadText);

    private static readonly TokenListParser<FilterToken, double> Sign =
        Token.Matching<FilterToken>(k => k is FilterToken.Minus or FilterToken.Plus, "sign").Select(t => t.Kind == FilterToken.Minus ? -1d : 1d);

    /// <summary>A number with or without sign, as coordinates are.</summary>
    internal static readonly TokenListParser<FilterToken, double> Signed =
        from sign in Ahead.Maybe(k => k is FilterToken.Minus or FilterToken.Plus, Sign, 1d)
        from number in Token.EqualTo(FilterToken.Number)
        select sign * Nearest(number);

    private static readonly TokenListParser<FilterToken, TextLiteral> InBrackets = Text.Between(Token.EqualTo(FilterToken.Open), Token.EqualTo(FilterToken.Close));

    /// <summary>What follows <c>DATE</c>.</summary>
    internal static readonly TokenListParser<FilterToken, Expression> Date = InBrackets.Select(t => (Expression)FilterTimes.Date(t.Value, t.At));

    /// <summary>What follows <c>TIMESTAMP</c>.</summary>
    internal static readonly TokenListParser<FilterToken, Expression> Timestamp = InBrackets.Select(t => (Expression)FilterTimes.Timestamp(t.Value, t.At));

    /// <summary>Where a token stands.</summary>
    internal static FilterPlace Place(Token<FilterToken> token) => new(token.Position.Absolute);

    private static Expression ReadNumber(Token<FilterToken> token) => new NumberLiteral(FilterNumbers.Exact(token.ToStringValue()), Nearest(token)) { At = Place(token) };

    private static double Nearest(Token<FilterToken> token)
    {
        var number = double.Parse(token.ToStringValue(), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw new FilterException(Place(token), "The number is too large.");
    }

    /// <remarks>A backslash escapes the quote, itself, and the control characters a b t n v f r; before anything else, such as % or _, it stays.</remarks>
    private static TextLiteral ReadText(Token<FilterToken> token)
    {
        var raw = token.Span.Source.AsSpan(token.Position.Absolute + 1, token.Span.Length - 2);
        var text = raw.IndexOfAny('\\', '\'') < 0 ? raw.ToString() : Unescape(raw);
        return new TextLiteral(FilterNumbers.CheckText(text, Place(token))) { At = Place(token) };
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\'')
            {
                text.Append(raw[i++]);
            }
            else if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
            }
            else
            {
                var escaped = raw[++i];
                var control = "abtnvfr".IndexOf(escaped, StringComparison.Ordinal);
                _ = control >= 0 ? text.Append((char)('\a' + control))
                    : escaped is '\\' or '\'' ? text.Append(escaped)
                    : text.Append('\\').Append(escaped);
            }
        }

        return text.ToString();
    }
}
