using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BmxTiming.Server.Control;

/// <summary>Tells the API description what types with converters of their own look like on the wire.</summary>
internal static class OpenApiSchemas
{
    public static void Configure(OpenApiOptions options) => options.AddSchemaTransformer((schema, context, _) =>
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Micros))
        {
            schema.Type = JsonSchemaType.Integer;
            schema.Format = "int64";
            schema.Description = "Microseconds.";
        }
        else if (type == typeof(MessageId))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "uuid";
        }
        else if (type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IWireToken<>)))
        {
            schema.Type = JsonSchemaType.String;
            schema.Pattern = "^[a-z0-9_-]{1,64}$";
        }

        return Task.CompletedTask;
    });
}
