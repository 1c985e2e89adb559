using System.Net;
using System.Net.Sockets;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Picks free loopback ports.</summary>
internal sealed class PortAllocator
{
    public const string Host = "127.0.0.1";

    // Below Linux's range for outgoing connections (32768 and up), so that between our look and the child's bind no
    // outgoing connection of anybody takes the port.
    private const int First = 20_000;
    private const int Last = 32_000;
    private const int MaxTries = 1_000;

    private readonly HashSet<int> taken = [];

    public int Next()
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (!taken.Contains(port) && IsFree(port))
            {
                taken.Add(port);
                return port;
            }
        }

        throw new DistributedApplicationException($"No free port between {First} and {Last} in {MaxTries} tries.");
    }

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
