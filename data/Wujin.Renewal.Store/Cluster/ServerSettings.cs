namespace Wujin.Renewal.Store.Cluster;

/// <summary>What <c>initdb</c> and <c>postgresql.conf</c> are told, for one of two purposes.</summary>
internal sealed class ServerSettings
{
    private const string Common = """
        timezone = 'UTC'
        listen_addresses = '127.0.0.1'
        unix_socket_permissions = 0700
        password_encryption = scram-sha-256
        max_connections = 60
        work_mem = 16MB
        maintenance_work_mem = 128MB
        effective_cache_size = 1GB
        random_page_cost = 1.1
        # Queries here take milliseconds; compiling one takes a hundred.
        jit = off
        log_checkpoints = off
        log_line_prefix = '%m [%p] %a %u@%d '
        """;

    private ServerSettings(string configuration, IReadOnlyList<string> initdb)
    {
        Configuration = configuration;
        InitdbArguments = initdb;
    }

    /// <summary>Keeps what it was told through a power cut; sized for a machine with 2 GB and two cores.</summary>
    public static ServerSettings Durable { get; } = new(
        Common + "\n" + """
        shared_buffers = 128MB
        max_wal_size = 1GB
        checkpoint_timeout = 15min
        """,
        ["--data-checksums"]);

    /// <summary>Survives nothing: for tests.</summary>
    public static ServerSettings ThrowAway { get; } = new(
        Common + "\n" + """
        shared_buffers = 64MB
        fsync = off
        full_page_writes = off
        synchronous_commit = off
        autovacuum_naptime = 10s
        """,
        ["--no-sync"]);

    /// <summary>Lines of <c>postgresql.conf</c> that hold wherever the cluster lies.</summary>
    public string Configuration { get; }

    /// <summary>Arguments of <c>initdb</c> beside place, names and locale.</summary>
    public IReadOnlyList<string> InitdbArguments { get; }
}
