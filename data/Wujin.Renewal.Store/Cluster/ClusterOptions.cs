namespace Wujin.Renewal.Store.Cluster;

/// <summary>What the administrator may say about the private cluster.</summary>
/// <param name="BinDirectory">Folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> (<c>WUJIN_PG_BIN</c>); null to look for it.</param>
/// <param name="ServerUser">Account that runs the server when this process is root (<c>WUJIN_PG_USER</c>).</param>
public sealed record ClusterOptions(string? BinDirectory = null, string ServerUser = "postgres")
{
    /// <summary>Reads <c>WUJIN_PG_BIN</c> and <c>WUJIN_PG_USER</c>.</summary>
    public static ClusterOptions FromEnvironment()
    {
        static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        var defaults = new ClusterOptions();
        return new ClusterOptions(Read("WUJIN_PG_BIN"), Read("WUJIN_PG_USER") ?? defaults.ServerUser);
    }
}
