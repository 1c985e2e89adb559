using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Which exceptions of the client library mean "the broker is away or slow" and heal by trying again.</summary>
internal static class BrokerFailures
{
    public static bool IsTransient(Exception e) =>
        e is NatsException or NatsJSException or NatsJSApiException or TimeoutException or System.IO.IOException
            or System.Net.Sockets.SocketException or OperationCanceledException;
}
