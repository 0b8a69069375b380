using Npgsql;

namespace Wujin.Renewal.Store.Writing;

/// <summary>Why the database did not take a change.</summary>
public enum WriteRefusalKind
{
    /// <summary>Another feature has the code already.</summary>
    DuplicateCode,

    /// <summary>A value breaks a rule of the table; <see cref="WriteRefusedException.Constraint"/> names it.</summary>
    RuleBroken,

    /// <summary>The site cannot move to that stage from where it stands; <see cref="WriteRefusedException.Hint"/> lists those it can, comma separated.</summary>
    ImpossibleStage,

    /// <summary>The effective date has not come yet, or is earlier than the previous stage.</summary>
    ImpossibleStageDate,

    /// <summary>Code and kind are what a feature is known by, and do not change.</summary>
    IdentityChanged,
}

/// <summary>The database refused a change, and the sender can mend it. Nothing was written.</summary>
public sealed class WriteRefusedException : Exception
{
    internal WriteRefusedException(WriteRefusalKind kind, PostgresException inner)
        : base(inner.MessageText, inner)
    {
        Kind = kind;
        Constraint = inner.ConstraintName;
        Column = inner.ColumnName;
        Hint = inner.Detail;
    }

    /// <summary>Why.</summary>
    public WriteRefusalKind Kind { get; }

    /// <summary>The constraint that was broken, or null.</summary>
    public string? Constraint { get; }

    /// <summary>The column it is about, where the database says so.</summary>
    public string? Column { get; }

    /// <summary>What the database adds: see <see cref="WriteRefusalKind"/>.</summary>
    public string? Hint { get; }

    /// <summary>Reads an error of the database as a refusal.</summary>
    /// <returns>Null where the error is none of the sender's making.</returns>
    internal static WriteRefusedException? From(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => new(WriteRefusalKind.DuplicateCode, error),
        PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.NumericValueOutOfRange
            => new(WriteRefusalKind.RuleBroken, error),
        "WJ002" => new(WriteRefusalKind.ImpossibleStage, error),
        "WJ003" => new(WriteRefusalKind.ImpossibleStageDate, error),
        "WJ004" => new(WriteRefusalKind.IdentityChanged, error),
        _ => null,
    };
}
