namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// <c>wujin.conf</c> in the data directory, written anew at each start. <c>postgresql.conf</c> includes it, and what an administrator
/// adds there below that line has the last word.
/// </summary>
internal static class ServerConfiguration
{
    private const string FileName = "wujin.conf";

    /// <summary>Adds the include to the <c>postgresql.conf</c> that <c>initdb</c> wrote.</summary>
    public static Task IncludeAsync(string dataDirectory, CancellationToken cancellation) =>
        File.AppendAllTextAsync(
            Path.Combine(dataDirectory, "postgresql.conf"),
            $"\ninclude_if_exists '{FileName}'  # written by Wujin.Renewal at each start\n# Your own settings go below this line.\n",
            cancellation);

    /// <summary>Writes the settings for one start.</summary>
    public static Task WriteAsync(
        ClusterFolder folder, ServerSettings settings, ClusterDescription description, string clusterName, CancellationToken cancellation) =>
        File.WriteAllTextAsync(
            Path.Combine(folder.Data, FileName),
            $"""
            # Written at each start; put your own settings into postgresql.conf, below its include of this file.
            port = {description.Port}
            unix_socket_directories = '{description.SocketDirectory}'
            cluster_name = '{clusterName}'
            {settings.Configuration}

            """,
            cancellation);
}
