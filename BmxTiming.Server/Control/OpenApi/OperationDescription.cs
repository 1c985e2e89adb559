using System.Text.Json;
using System.Text.Json.Nodes;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>Gives an operation its right, all its answers, and an example of what goes in and what comes out.</summary>
internal static class OperationDescription
{
    public const string PolicyExtension = "x-policy";

    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var policy = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).LastOrDefault();
        (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())[PolicyExtension] = new JsonNodeExtension(JsonValue.Create(policy)!);
        operation.Summary ??= RaceDaySummaries.Of(operation.OperationId);
        DescribeParameters(operation);
        AddExamples(operation, context.Description, json);
        AddRefusals(operation, context, policy, metadata.OfType<Refuses>());
        return Task.CompletedTask;
    }

    private static void DescribeParameters(OpenApiOperation operation)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description ??= ApiParameters.DescriptionOf(parameter.Name!);
            if (parameter.Schema is OpenApiSchema { Type: JsonSchemaType.String } schema)
            {
                SchemaDescription.IdentifierOf(parameter.Name!)?.Invoke(schema);
            }
        }
    }

    private static void AddExamples(OpenApiOperation operation, Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription description, JsonSerializerOptions json)
    {
        var body = description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body)?.Type;
        foreach (var (mediaType, content) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            content.Example = ApiSamples.BodyOf(operation.OperationId!, body, mediaType, json);
        }

        foreach (var answer in description.SupportedResponseTypes.Where(answer => answer.Type is not null))
        {
            if (operation.Responses?.TryGetValue(answer.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response) == true)
            {
                foreach (var (mediaType, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
                {
                    content.Example = ApiSamples.AnswerOf(answer.Type!, answer.StatusCode, mediaType, json);
                }
            }
        }
    }

    private static void AddRefusals(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, string? policy, IEnumerable<Refuses> own)
    {
        var common = CommonRefusals.Of(context.Description, operation.RequestBody is not null, policy);
        foreach (var group in common.Concat(own).GroupBy(refuses => refuses.Status).OrderBy(group => group.Key))
        {
            var status = group.Key.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var codes = group.SelectMany(refuses => refuses.Codes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            (operation.Responses ??= [])[status] = ProblemSchema.Answer(group.Key, codes, context.Document);
        }
    }
}
