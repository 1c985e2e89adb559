using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>
/// Who may see what on the live channels; the one place that decides it. Who satisfies the policy <c>view</c> sees the
/// whole track; everybody else sees the race channel of public meetings. A token that opens nothing is refused rather
/// than passed over, so that its holder learns of it.
/// </summary>
internal sealed class LiveAccess(IPolicyEvaluator evaluator, IAuthorizationPolicyProvider policies)
{
    public async Task<(LiveScope? Scope, LiveClose? Refusal)> DecideAsync(HttpContext context, LiveRequest request)
    {
        var answer = await AskAsync(context);
        if (answer.Succeeded)
        {
            return (new LiveScope(request.Track, request.Meeting, PublicOnly: false), null);
        }

        if (context.Request.Headers.Authorization.Count > 0)
        {
            return answer.Forbidden
                ? (null, LiveClose.Forbidden("This token does not open this track."))
                : (null, LiveClose.Unauthorized("This token is not valid, or no longer."));
        }

        return request.WantsDecoder
            ? (null, LiveClose.Unauthorized("The decoder channel needs a token for this track."))
            : (new LiveScope(request.Track, request.Meeting, PublicOnly: true), null);
    }

    private async Task<PolicyAuthorizationResult> AskAsync(HttpContext context)
    {
        var policy = await policies.GetPolicyAsync(Policies.View)
            ?? throw new InvalidOperationException($"Policy {Policies.View} does not exist.");
        var authentication = await evaluator.AuthenticateAsync(policy, context);
        return await evaluator.AuthorizeAsync(policy, authentication, context, resource: null);
    }
}
