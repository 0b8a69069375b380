using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>A whole collection in one answer.</summary>
public sealed class ExportTests(ExportTests.LargeRegister served) : IClassFixture<ExportTests.LargeRegister>
{
    private const int Rows = 100_000;
    private const string Export = "/collections/compounds/export";

    /// <summary>100,000 made-up compounds.</summary>
    public sealed class LargeRegister : ServedRegister
    {
        /// <inheritdoc/>
        protected override Task FillAsync() => Source.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, plan_year, source, geom)
            SELECT 'E' || i, 'compound', '小区' || i, 'approved', '2024-01-01', 2020 + i % 10, repeat('示例', 20),
                ST_Multi(ST_MakeEnvelope(119.5 + (i % 400) * 0.001, 31.3 + (i / 400) * 0.001, 119.5005 + (i % 400) * 0.001, 31.3005 + (i / 400) * 0.001, 4490))
            FROM generate_series(1, {Rows}) i
            """);
    }

    [Fact]
    public async Task A_hundred_thousand_features_come_whole_and_leave_memory_flat()
    {
        var home = Directory.CreateTempSubdirectory("wujin-export-").FullName;
        await using var service = await ServiceProcess.StartAsync(
            home, new Dictionary<string, string> { ["WUJIN_DATABASE"] = served.Database.ConnectionString }, ServedRegister.Cancel);
        using var client = new HttpClient { BaseAddress = service.Url, Timeout = TimeSpan.FromMinutes(5) };
        (await client.GetAsync("/collections/compounds/export?plan_year=2020", ServedRegister.Cancel)).Dispose(); // the code is compiled
        var before = ResidentBytes(service.Id);
        var peak = before;

        await using var body = await client.GetStreamAsync(Export, ServedRegister.Cancel);
        var (count, bytes) = await ReadSlowlyAsync(body, () => peak = Math.Max(peak, ResidentBytes(service.Id)));

        Assert.Equal(Rows, count);
        Assert.True(bytes > 80_000_000, $"Only {bytes} bytes: too little to show anything.");
        Assert.True(peak - before < 40_000_000, $"Resident memory grew by {(peak - before) / 1e6:0} MB while {bytes / 1e6:0} MB went out.");
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_query()
    {
        using var socket = await StartReadingAsync();
        Assert.Equal(1, await RunningAsync());

        socket.Dispose();

        var watch = Stopwatch.StartNew();
        while (await RunningAsync() > 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The query still runs 20 s after its client went away.");
            await Task.Delay(50, ServedRegister.Cancel);
        }
    }

    [Fact]
    public async Task A_failure_on_the_way_cuts_the_connection_instead_of_ending_the_answer()
    {
        using var socket = await StartReadingAsync();

        await served.Source.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT ROW(%' AND pid <> pg_backend_pid() AND datname = current_database()");

        var rest = await ReadToEndAsync(socket);
        Assert.DoesNotContain("numberReturned", rest, StringComparison.Ordinal);
        Assert.False(rest.EndsWith("0\r\n\r\n", StringComparison.Ordinal), "The chunked body was ended as if it were whole.");
    }

    [Fact]
    public async Task Filters_apply_and_everything_that_matches_comes_in_one_answer()
    {
        var document = await served.JsonAsync(Export + "?plan_year=2020&bbox=119.5,31.3,119.55,31.55");

        Assert.Equal(
            await served.Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site WHERE plan_year = 2020 AND geom && ST_MakeEnvelope(119.5, 31.3, 119.55, 31.55, 4490)"),
            document.GetProperty("features").GetArrayLength());
        Assert.Equal(document.GetProperty("features").GetArrayLength(), document.GetProperty("numberReturned").GetInt32());
        Assert.Null(ServedRegister.Link(document, "next"));
    }

    /// <summary>Counts features, reading at most about 25 MB/s so that the server has to wait for the client.</summary>
    private static async Task<(int Count, long Bytes)> ReadSlowlyAsync(Stream body, Action measure)
    {
        var buffer = new byte[256 * 1024];
        var (count, bytes, lines) = (0, 0L, 0);
        var tail = new StringBuilder();
        for (int read; (read = await body.ReadAsync(buffer, ServedRegister.Cancel)) > 0; bytes += read)
        {
            count += buffer.AsSpan(0, read).Count("\"type\":\"Feature\","u8);
            tail.Append(Encoding.UTF8.GetString(buffer, 0, read));
            tail.Remove(0, Math.Max(0, tail.Length - 600));
            if (++lines % 16 == 0)
            {
                measure();
                await Task.Delay(10, ServedRegister.Cancel);
            }
        }

        var said = JsonDocument.Parse("{\"x\":[" + tail.ToString()[(tail.ToString().LastIndexOf("\n]", StringComparison.Ordinal) + 1)..]).RootElement;
        Assert.Equal(Rows, said.GetProperty("numberReturned").GetInt32());
        // A feature whose first bytes fell across two reads was not seen by the search.
        Assert.InRange(count, Rows - 400, Rows);
        return (said.GetProperty("numberReturned").GetInt32(), bytes);
    }

    /// <summary>Asks for the export over a bare socket with a small window, reads a little and then no more.</summary>
    private async Task<Socket> StartReadingAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 16 * 1024 };
        await socket.ConnectAsync(served.Client.BaseAddress!.Host, served.Client.BaseAddress.Port, ServedRegister.Cancel);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {Export} HTTP/1.1\r\nHost: localhost\r\n\r\n"), ServedRegister.Cancel);
        var first = new byte[4096];
        var read = await socket.ReceiveAsync(first, ServedRegister.Cancel);
        Assert.StartsWith("HTTP/1.1 200 OK", Encoding.ASCII.GetString(first, 0, read), StringComparison.Ordinal);
        return socket;
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var (text, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer, ServedRegister.Cancel)) > 0;)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
                text.Remove(0, Math.Max(0, text.Length - 4000));
            }
        }
        catch (SocketException)
        {
            // Reset by the server: also a way to be cut off.
        }

        return text.ToString();
    }

    private async Task<long> RunningAsync() => await served.Source.ScalarAsync<long>(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT ROW(%'");

    private static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }
}
