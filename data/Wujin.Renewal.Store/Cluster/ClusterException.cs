namespace Wujin.Renewal.Store.Cluster;

/// <summary>The private PostgreSQL cluster cannot be made, started or reached.</summary>
public sealed class ClusterException : StoreException
{
    /// <inheritdoc cref="StoreException(string, Exception?)"/>
    public ClusterException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
