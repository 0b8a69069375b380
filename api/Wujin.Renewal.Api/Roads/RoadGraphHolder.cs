using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Roads;

/// <summary>
/// The road network in use. A request takes <see cref="Require"/> once and works on what it got to its end, whatever is taken over meanwhile: an old network
/// stays mapped as long as somebody holds it.
/// </summary>
internal sealed class RoadGraphHolder(ServiceOptions options, ILogger<RoadGraphHolder> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile ReadyNetwork? _current;
    private string? _refused;

    /// <summary>The file a service looks for.</summary>
    internal string Path { get; } = PathOf(options);

    /// <summary>The network in use, or null where there is none yet.</summary>
    internal ReadyNetwork? Current => _current;

    /// <summary>The file of some options: <c>WUJIN_GRAPH</c>, else <c>roads.graph</c> in the home.</summary>
    internal static string PathOf(ServiceOptions options) => options.GraphPath ?? System.IO.Path.Combine(options.Home, "roads.graph");

    /// <summary>The network in use.</summary>
    /// <exception cref="ProblemException">409: there is none yet.</exception>
    internal ReadyNetwork Require() => _current ?? throw new ProblemException(
        ProcessProblems.NoRoads, "The service has no road network yet. Bring one with ./run roads import FILE.osm.pbf.");

    /// <summary>Looks whether the file holds another network than the one in use, verifies it whole and takes it over. A damaged one is left alone.</summary>
    /// <returns>Whether another network is in use now.</returns>
    internal async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!File.Exists(Path))
            {
                return false;
            }

            return await Task.Run(() => TakeOver(cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private bool TakeOver(CancellationToken cancellation)
    {
        try
        {
            using (var glance = GraphFile.Open(Path))
            {
                if (glance.Checksum == _current?.Checksum || glance.Checksum == _refused)
                {
                    return false;
                }

                _refused = glance.Checksum;
            }

            var network = ReadyNetwork.TakeOver(Path, cancellation);
            network.Warm();
            (_current, _refused) = (network, null);
            LogMessages.GraphTakenOver(logger, network.Checksum, network.File.Network.Segments.Length, network.File.Metadata.Source);
            return true;
        }
#pragma warning disable CA1031 // Whatever is wrong with a new network, the service goes on with the one it has.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogMessages.GraphRefused(logger, Path, error.Message);
            return false;
        }
    }
}
