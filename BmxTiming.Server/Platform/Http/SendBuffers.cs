using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BmxTiming.Server.Platform.Http;

/// <summary>
/// Bounds what the kernel holds for clients that do not read. Linux grows the buffer of a stalled connection to more
/// than a megabyte; accepted sockets inherit the bound from the one that listens.
/// </summary>
internal static class SendBuffers
{
    public static void LimitSendBuffers(this IServiceCollection services, Func<IServiceProvider, int> bytes) =>
        services.AddOptions<SocketTransportOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            var size = bytes(provider);
            options.CreateBoundListenSocket = endpoint =>
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.SendBuffer, size);
                return socket;
            };
        });
}
