using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.WebMap;
using Wujin.Renewal.Store.Cluster;

namespace Wujin.Renewal.Api.Hosting;

/// <summary>Everything that can be set, read once from the environment.</summary>
internal sealed record ServiceOptions
{
    /// <summary>The variables, in the order in which help lists them.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("WUJIN_HOME", ".wujin beside ./run", "Folder of the installation: programs and database. Relative to the working directory."),
        new("WUJIN_URL", DefaultUrl, "Where the service listens."),
        new("WUJIN_DATABASE", "a private cluster in WUJIN_HOME", "Connection string of a PostgreSQL 15+ with PostGIS 3.3+ (Host=…;Database=…;Username=…;Password=…)."),
        new("WUJIN_DEMO", "1", "0 leaves the made-up demonstration sites out of a new register."),
        new("WUJIN_WRITE_TOKEN", "none", "Lets clients elsewhere write, with \"Authorization: Bearer …\"; without it only this machine may."),
        new("WUJIN_GRAPH", "roads.graph in WUJIN_HOME", "Graph file of the road network in use; ./run roads import writes it."),
        new("WUJIN_JOB_SLOTS", "one less than cores, at least 1", "How many jobs this service computes at once; 0 leaves them to other services on the same database."),
        new("WUJIN_REPORT_TEMPLATES", "none", "Folder with what an office changes in reports: logo.png, report.css, template.json (wording, 审图号, 密级)."),
        new("WUJIN_CHROMIUM", "the first on the PATH", "Browser that prints reports as PDF."),
        new("WUJIN_LOG", "text", "Form of the log on standard error: text or json."),
        new("WUJIN_LOG_LEVEL", "Information", "Least level logged: Trace, Debug, Information, Warning, Error or Critical."),
        new("WUJIN_PG_BIN", "the newest installed", "Folder of initdb, pg_ctl and postgres for the private cluster."),
        new("WUJIN_PG_USER", "postgres", "Account that runs the private cluster when ./run is started by root."),
        .. MapSettings.Settings,
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "none", "OpenTelemetry collector that metrics are pushed to."),
    ];

    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Folder of the installation, absolute.</summary>
    public required string Home { get; init; }

    /// <summary>Where the service listens: scheme http, a host or address, a port (0 for any).</summary>
    public required Uri Url { get; init; }

    /// <summary>Npgsql connection string of a database elsewhere; null for the private cluster.</summary>
    public string? DatabaseConnectionString { get; init; }

    /// <summary>Whether a register that never held a site gets made-up ones.</summary>
    public bool IsDemonstrationWanted { get; init; } = true;

    /// <summary>Bearer token that allows writing from anywhere; null when only loopback may write.</summary>
    public string? WriteToken { get; init; }

    /// <summary>Graph file of the road network in use, absolute; null for the one in the home.</summary>
    public string? GraphPath { get; init; }

    /// <summary>How many jobs are computed at once; null for one less than cores.</summary>
    public int? JobSlots { get; init; }

    /// <summary>Folder of report templates, absolute; null for none.</summary>
    public string? ReportTemplates { get; init; }

    /// <summary>Browser that prints PDF; null for the first on the path.</summary>
    public string? ChromiumPath { get; init; }

    /// <summary>Whether log lines are JSON.</summary>
    public bool IsLogJson { get; init; }

    /// <summary>Least level logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>What is set for the browser map.</summary>
    public MapSettings Map { get; init; } = MapSettings.None;

    /// <summary>What is said about the private cluster.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>Reads the variables.</summary>
    /// <exception cref="UsageException">One of them makes no sense.</exception>
    public static ServiceOptions FromEnvironment() => From(Environment.GetEnvironmentVariable) with { Cluster = ClusterOptions.FromEnvironment() };

    /// <summary>Reads the variables through a function; an empty one counts as not set.</summary>
    /// <exception cref="UsageException">One of them makes no sense.</exception>
    internal static ServiceOptions From(Func<string, string?> read)
    {
        string? Value(string name) => read(name) is { Length: > 0 } value ? value : null;
        return new ServiceOptions
        {
            Home = Path.GetFullPath(Value("WUJIN_HOME") ?? ".wujin"),
            Url = ParseUrl(Value("WUJIN_URL") ?? DefaultUrl),
            DatabaseConnectionString = Value("WUJIN_DATABASE"),
            IsDemonstrationWanted = ParseSwitch("WUJIN_DEMO", Value("WUJIN_DEMO") ?? "1"),
            WriteToken = Value("WUJIN_WRITE_TOKEN"),
            GraphPath = Value("WUJIN_GRAPH") is { } graph ? Path.GetFullPath(graph) : null,
            JobSlots = Value("WUJIN_JOB_SLOTS") is { } slots ? ParseSlots(slots) : null,
            ReportTemplates = Value("WUJIN_REPORT_TEMPLATES") is { } templates ? Path.GetFullPath(templates) : null,
            ChromiumPath = Value("WUJIN_CHROMIUM"),
            IsLogJson = ParseLog(Value("WUJIN_LOG") ?? "text"),
            LogLevel = ParseLevel(Value("WUJIN_LOG_LEVEL") ?? nameof(LogLevel.Information)),
            Map = MapSettings.From(Value),
        };
    }

    private static Uri ParseUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/" && url.Query.Length == 0
            ? url
            : throw new UsageException($"WUJIN_URL is \"{value}\", but must be http://HOST:PORT, such as {DefaultUrl}.");

    private static bool ParseSwitch(string name, string value) => value switch
    {
        "1" => true,
        "0" => false,
        _ => throw new UsageException($"{name} is \"{value}\", but must be 0 or 1."),
    };

    private static int ParseSlots(string value) =>
        int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var slots) && slots <= 1000
            ? slots
            : throw new UsageException($"WUJIN_JOB_SLOTS is \"{value}\", but must be a whole number from 0 to 1000.");

    private static bool ParseLog(string value) => value switch
    {
        "text" => false,
        "json" => true,
        _ => throw new UsageException($"WUJIN_LOG is \"{value}\", but must be text or json."),
    };

    private static LogLevel ParseLevel(string value) =>
        Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level) && Enum.IsDefined(level)
            ? level
            : throw new UsageException($"WUJIN_LOG_LEVEL is \"{value}\", but must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
}
