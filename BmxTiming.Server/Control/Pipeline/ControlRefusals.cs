using BmxTiming.Server.Platform.Http;

namespace BmxTiming.Server.Control.Pipeline;

/// <summary>What endpoints of the control API say about their refusals, beside those that all of them have.</summary>
internal static class ControlRefusals
{
    /// <param name="codes">Each is told with the status that it is answered with.</param>
    public static T Refuses<T>(this T endpoint, params IReadOnlyList<string> codes)
        where T : IEndpointConventionBuilder
    {
        foreach (var group in codes.GroupBy(ControlCodes.StatusOf))
        {
            endpoint.Refuses(group.Key, [.. group]);
        }

        return endpoint;
    }
}
