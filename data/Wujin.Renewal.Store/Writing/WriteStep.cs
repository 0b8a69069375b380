using Npgsql;

namespace Wujin.Renewal.Store.Writing;

/// <summary>One writing statement, ready to run: by itself or as a step of a batch.</summary>
public sealed class WriteStep
{
    internal WriteStep(string sql, IReadOnlyList<NpgsqlParameter> parameters)
    {
        Sql = sql;
        Parameters = parameters;
    }

    /// <summary>A statement that returns the new version, or no row where it found nothing to change.</summary>
    internal string Sql { get; }

    /// <summary>Its positional parameters.</summary>
    internal IReadOnlyList<NpgsqlParameter> Parameters { get; }
}

/// <summary>How a step of a batch went.</summary>
/// <param name="Version">The version it made; null where it found nothing to change or was refused.</param>
/// <param name="Refusal">Why the database refused it, or null.</param>
public sealed record StepOutcome(long? Version, WriteRefusedException? Refusal)
{
    /// <summary>Whether it wrote.</summary>
    public bool IsDone => Version is not null;
}
