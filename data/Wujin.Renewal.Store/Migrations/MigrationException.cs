namespace Wujin.Renewal.Store.Migrations;

/// <summary>The schema could not be brought to the version of this program; the database is as it was before the failing script.</summary>
public sealed class MigrationException : StoreException
{
    /// <inheritdoc cref="StoreException(string, Exception?)"/>
    public MigrationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
