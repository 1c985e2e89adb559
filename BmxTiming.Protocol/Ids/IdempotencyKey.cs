using System.Globalization;

namespace BmxTiming.Protocol.Ids;

/// <summary>
/// <c>{track_id}:{client_id}:{boot_id}:{seq}</c>: the identity of a raw message, its <c>Nats-Msg-Id</c> and the
/// source of every derived id. No part can contain a colon, so a key has one reading only.
/// </summary>
public static class IdempotencyKey
{
    public static string Of(TrackId track, ClientId client, BootId boot, long seq) =>
        string.Create(CultureInfo.InvariantCulture, $"{track.Value}:{client.Value}:{boot.Value}:{seq}");
}
