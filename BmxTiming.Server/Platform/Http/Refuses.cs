namespace BmxTiming.Server.Platform.Http;

/// <summary>Problems that an endpoint answers with, for the API description. A test holds every answer of every test against it.</summary>
internal sealed record Refuses(int Status, IReadOnlyList<string> Codes);

internal static class RefusesExtensions
{
    public static T Refuses<T>(this T endpoint, int status, params IReadOnlyList<string> codes)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Refuses(status, codes));
}
