using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Json;

namespace BmxTiming.Server.Platform.Http;

/// <summary>JSON and problem details, the same for every endpoint.</summary>
internal static class HttpExtensions
{
    public static void AddHttp(this IHostApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.NumberHandling = JsonNumberHandling.Strict;
            // The API description is written with it, and a schema nests three times as deep as the answer it describes.
            json.MaxDepth = 32;
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
            json.TypeInfoResolverChain.Insert(0, WireJson.Default);
        });
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            problem.Extensions["trace_id"] = Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
            var code = problem.Extensions.TryGetValue("code", out var given) && given is string text ? text : DefaultCode(problem.Status);
            problem.Extensions["code"] = code;
            problem.Type = Problems.TypeOf(code);
        });
    }

    public static void UseHttp(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    private static string DefaultCode(int? status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid_request",
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "body_too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        _ => "internal_error",
    };
}
