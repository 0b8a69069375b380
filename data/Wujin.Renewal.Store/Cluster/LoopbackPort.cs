using System.Net;
using System.Net.Sockets;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>TCP ports on 127.0.0.1.</summary>
internal static class LoopbackPort
{
    /// <summary>Below the range from which the kernel takes ports for outgoing connections, so that a port stays ours between starts.</summary>
    private const int Lowest = 20_000, Highest = 32_000;

    /// <summary>A port that nobody listens on now.</summary>
    public static int Any()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    /// <summary>Whether a server could listen there now.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
