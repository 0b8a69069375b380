using System.Diagnostics;
using System.Text.Json.Nodes;
using Avalonia.Headless;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Navigation;
using Xunit;

namespace Wujin.Renewal.Viewer.Tests;

/// <summary>Measures frames while panning over 1,000, 20,000 and 100,000 sites; with <c>WUJIN_TEST_LONG=1</c> only. Says figures, judges none.</summary>
[Collection(nameof(Screen))]
public sealed class FrameTimes(Screen screen)
{
    private const int Frames = 120;
    private const int Vertices = 40;

    [Fact]
    public async Task Frames_while_panning()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WUJIN_TEST_LONG") == "1", "measured with WUJIN_TEST_LONG=1 only");
        var made = 0;
        foreach (var count in (int[])[1_000, 20_000, 100_000])
        {
            await FillAsync(made, count);
            made = count;
            await screen.ShowAsync(async viewer =>
            {
                viewer.Window.Map.Go(MapView.OfDegrees(119.95, 31.66, 40));
                await viewer.WaitAsync(() => viewer.Window.Map.IsIdle && viewer.Model.Tiles.UnderWay == 0, "the map");
                var view = viewer.Window.Map.Map.View;
                var times = new List<double>();
                for (var i = 0; i < Frames; i++)
                {
                    viewer.Window.Map.Go(view with { X = view.X + (i * 8 * view.Resolution) });
                    var watch = Stopwatch.StartNew();
                    using var frame = viewer.Window.CaptureRenderedFrame();
                    times.Add(watch.Elapsed.TotalMilliseconds);
                    Assert.NotNull(frame);
                    await Task.Delay(5);
                }

                times.Sort();
                var memory = Process.GetCurrentProcess().WorkingSet64 >> 20;
                TestContext.Current.TestOutputHelper?.WriteLine($"{count} sites: median {times[Frames / 2]:0.0} ms, 95 % {times[Frames * 95 / 100]:0.0} ms, longest {times[^1]:0.0} ms; {memory} MiB");
                Console.WriteLine($"{count} sites: median {times[Frames / 2]:0.0} ms, 95 % {times[Frames * 95 / 100]:0.0} ms, longest {times[^1]:0.0} ms; {memory} MiB");
            });
        }
    }

    // Round outlines of 40 vertices, all over the district.
    private async Task FillAsync(int from, int to)
    {
        using var connection = new ServiceConnection(screen.Service.Url);
        var (api, random) = (new RenewalApi(connection), new Random(1));
        for (var begin = from; begin < to; begin += 1000)
        {
            var features = new JsonArray();
            for (var i = begin; i < Math.Min(begin + 1000, to); i++)
            {
                var (lon, lat) = (119.7 + (random.NextDouble() * 0.45), 31.5 + (random.NextDouble() * 0.35));
                var ring = new JsonArray([.. Enumerable.Range(0, Vertices + 1).Select(v =>
                    (JsonNode)new JsonArray(Math.Round(lon + (0.0008 * Math.Cos(v % Vertices * 2 * Math.PI / Vertices)), 7), Math.Round(lat + (0.0006 * Math.Sin(v % Vertices * 2 * Math.PI / Vertices)), 7)))]);
                features.Add((JsonNode)new JsonObject
                {
                    ["type"] = "Feature",
                    ["geometry"] = new JsonObject { ["type"] = "Polygon", ["coordinates"] = new JsonArray(ring) },
                    ["properties"] = new JsonObject { ["code"] = $"FR-{i:000000}", ["name_zh"] = $"测量{i}", ["is_demo"] = true },
                });
            }

            await api.CreateManyAsync("compounds", features, "measuring", CancellationToken.None);
        }
    }
}
