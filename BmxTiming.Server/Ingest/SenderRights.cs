using System.Security.Claims;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Auth;

namespace BmxTiming.Server.Ingest;

/// <summary>What a gateway's token allows: its tracks, its one name, and whether it may bring race-control intents.</summary>
internal sealed record SenderRights(IReadOnlyList<string> Tracks, string? Client, bool MaySync)
{
    public static SenderRights Of(ClaimsPrincipal principal) => new(
        [.. principal.FindAll(GatewayTokens.TracksClaim).Select(static claim => claim.Value)],
        principal.FindFirst(GatewayTokens.ClientClaim)?.Value,
        principal.FindAll(GatewayTokens.ScopeClaim).Any(static claim => claim.Value.Split(' ').Contains(GatewayTokens.SyncScope, StringComparer.Ordinal)));

    public bool Allows(TrackId track) => Tracks.Contains(track.Value, StringComparer.Ordinal);

    public bool Allows(ClientId client) => Client == client.Value;
}
