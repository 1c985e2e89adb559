using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace BmxTiming.TrackClient.Decoder.Discovery;

/// <summary>
/// Whom to ask: the directed broadcast of every interface. 255.255.255.255 would leave by the default route alone, which at a track is
/// the one to the internet and not the one to the decoders.
/// </summary>
internal static class DiscoveryTargets
{
    public static IReadOnlyList<IPEndPoint> OfThisMachine(int port) =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(static each => each.OperationalStatus == OperationalStatus.Up)
            .SelectMany(static each => each.GetIPProperties().UnicastAddresses)
            .Where(static each => each.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(static each => Broadcast(each.Address, each.IPv4Mask))
            .Distinct()
            .Select(address => new IPEndPoint(address, port)),
    ];

    public static IPAddress Broadcast(IPAddress address, IPAddress mask)
    {
        var bytes = address.GetAddressBytes();
        var network = mask.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] |= (byte)~network[i];
        }

        return new IPAddress(bytes);
    }
}
