using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Keeps the minutes of sites by car up to date: computes them anew when roads, places or sites have changed.</summary>
/// <remarks>Services on one database may do so at once; they write the same.</remarks>
internal sealed class AccessibilityRefresh(RoadGraphHolder roads, SiteAccessibility accessibility, ILogger<AccessibilityRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; !stoppingToken.IsCancellationRequested; await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
        {
            if (roads.Current is not { } network)
            {
                continue;
            }

            try
            {
                if (!await accessibility.IsFreshAsync(network, Profile.Car, stoppingToken).ConfigureAwait(false))
                {
                    var rows = await Task.Run(() => accessibility.ComputeAsync(network, Profile.Car, new Silence(), stoppingToken), stoppingToken).ConfigureAwait(false);
                    LogMessages.AccessibilityRefreshed(logger, rows.Count);
                }
            }
#pragma warning disable CA1031 // Whatever goes wrong is tried again; it is no reason to end the service.
            catch (Exception error)
#pragma warning restore CA1031
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                LogMessages.AccessibilityNotRefreshed(logger, error.Message);
            }
        }
    }

    private sealed class Silence : IProgress<ProcessProgress>
    {
        public void Report(ProcessProgress value)
        {
        }
    }
}
