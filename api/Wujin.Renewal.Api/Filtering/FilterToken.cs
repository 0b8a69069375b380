using Superpower.Display;

namespace Wujin.Renewal.Api.Filtering;

/// <summary>The words and signs of CQL2 text, as messages call them.</summary>
internal enum FilterToken
{
    [Token(Description = "name")]
    Name,

    [Token(Description = "number")]
    Number,

    [Token(Description = "text")]
    Text,

    [Token(Example = "(")]
    Open,

    [Token(Example = ")")]
    Close,

    [Token(Example = ",")]
    Comma,

    [Token(Description = "comparison")]
    Comparison,

    [Token(Example = "+")]
    Plus,

    [Token(Example = "-")]
    Minus,

    [Token(Description = "*, /, % or DIV")]
    Times,

    [Token(Example = "^")]
    Power,

    [Token(Example = "AND")]
    And,

    [Token(Example = "OR")]
    Or,

    [Token(Example = "NOT")]
    Not,

    [Token(Example = "LIKE")]
    Like,

    [Token(Example = "BETWEEN")]
    Between,

    [Token(Example = "IN")]
    In,

    [Token(Example = "IS")]
    Is,

    [Token(Example = "NULL")]
    Null,

    [Token(Example = "TRUE")]
    True,

    [Token(Example = "FALSE")]
    False,
}
