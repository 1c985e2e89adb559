using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>
/// Who may see what on the live channels; the one place that decides it. Who satisfies the policy <c>view</c> sees the
/// whole track; everybody else sees the race channel of public meetings.
/// </summary>
internal sealed class LiveAccess(IPolicyEvaluator evaluator, IAuthorizationPolicyProvider policies)
{
    public async Task<(LiveScope? Scope, LiveClose? Refusal)> DecideAsync(HttpContext context, LiveRequest request)
    {
        var token = OfferedToken(context.Request);
        if (token is not null)
        {
            context.Request.Headers.Authorization = "Bearer " + token;
        }

        var mayView = await MayViewAsync(context);
        if (mayView || (!request.WantsDecoder && token is null))
        {
            return (new LiveScope(request.Track, request.Meeting, PublicOnly: !mayView), null);
        }

        return token is null
            ? (null, LiveClose.Unauthorized("The decoder channel needs a token for this track."))
            : (null, LiveClose.Forbidden("This token does not open this track."));
    }

    /// <summary>A browser can not set headers on a socket, so the token travels as a subprotocol.</summary>
    private static string? OfferedToken(HttpRequest request) =>
        LiveHandshake.OfferedSubprotocols(request)
            .FirstOrDefault(protocol => protocol.StartsWith(LiveSubprotocols.TokenPrefix, StringComparison.Ordinal))
            ?[LiveSubprotocols.TokenPrefix.Length..];

    private async Task<bool> MayViewAsync(HttpContext context)
    {
        var policy = await policies.GetPolicyAsync(Policies.View)
            ?? throw new InvalidOperationException($"Policy {Policies.View} does not exist.");
        var authentication = await evaluator.AuthenticateAsync(policy, context);
        var answer = await evaluator.AuthorizeAsync(policy, authentication, context, resource: null);
        return answer.Succeeded;
    }
}
