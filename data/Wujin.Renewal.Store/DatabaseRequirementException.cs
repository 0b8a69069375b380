namespace Wujin.Renewal.Store;

/// <summary>The database is too old, or PostGIS is missing, too old or not allowed to be created.</summary>
public sealed class DatabaseRequirementException : StoreException
{
    /// <inheritdoc cref="StoreException(string, Exception?)"/>
    public DatabaseRequirementException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
