using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>Refusals that endpoints have because of what they are, and need not name.</summary>
internal static class CommonRefusals
{
    private const string Api = "api/";

    public static IEnumerable<Refuses> Of(Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription description, bool hasBody, string? policy)
    {
        if (policy is not Policies.Public)
        {
            yield return new Refuses(StatusCodes.Status401Unauthorized, ["unauthorized"]);
            yield return new Refuses(StatusCodes.Status403Forbidden, ["forbidden"]);
        }

        // Ingest has codes of its own for all of this.
        if (policy is Policies.Ingest || description.RelativePath?.StartsWith(Api, StringComparison.Ordinal) != true)
        {
            yield break;
        }

        if (description.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Path))
        {
            yield return new Refuses(StatusCodes.Status400BadRequest, [ControlCodes.InvalidIdentifier]);
        }

        if (description.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Query) || hasBody)
        {
            yield return new Refuses(StatusCodes.Status400BadRequest, [ControlCodes.InvalidRequest]);
        }

        if (hasBody)
        {
            yield return new Refuses(StatusCodes.Status400BadRequest, [ControlCodes.InvalidIdentifier]);
            yield return new Refuses(StatusCodes.Status413PayloadTooLarge, ["body_too_large"]);
            yield return new Refuses(StatusCodes.Status415UnsupportedMediaType, ["unsupported_media_type"]);
        }

        if (description.HttpMethod != HttpMethods.Get)
        {
            yield return new Refuses(StatusCodes.Status409Conflict, [ControlCodes.Conflict]);
        }

        yield return new Refuses(
            StatusCodes.Status503ServiceUnavailable,
            [policy is Policies.Public && description.RelativePath.Contains("/live", StringComparison.Ordinal) ? ControlCodes.BrokerUnavailable : ControlCodes.StorageUnavailable]);
    }
}
