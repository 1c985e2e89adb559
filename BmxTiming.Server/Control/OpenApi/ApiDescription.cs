using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>The API description: for people who read it, and for programs that make clients of it.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = info => (Nullable.GetUnderlyingType(info.Type) ?? info.Type) switch
        {
            // Written out where it is used, because each use says which clock it is of.
            var type when type == typeof(Micros) => null,

            // The registry has a view of a rider as well.
            var type when type == typeof(Protocol.Race.RiderView) => "StartingRiderView",
            _ => OpenApiOptions.CreateDefaultSchemaReferenceId(info),
        };
        options.AddSchemaTransformer(SchemaDescription.Transform);
        options.AddOperationTransformer(OperationDescription.TransformAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "BmxTiming",
                Version = "v1",
                License = new OpenApiLicense { Name = "Apache-2.0" },
                Description = "Live timing of BMX races. Times are whole microseconds; identifiers are lower-case tokens. "
                    + "A refusal is a problem with a stable `code` and a `detail` that says what to do.",
            };

            // Whoever reads it knows where it came from, and a committed copy must not depend on that.
            document.Servers?.Clear();
            document.Tags = new HashSet<OpenApiTag>(Tags());
            SchemaDescription.MakeNullableOptional(document.Components?.Schemas?.Values ?? []);
            document.AddComponent(ProblemSchema.Name, ProblemSchema.Create());
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<OpenApiTag> Tags() =>
    [
        new() { Name = ApiTags.Tracks, Description = "Tracks, and what is known of them: race, results, decoders." },
        new() { Name = ApiTags.Riders, Description = "The registry of riders." },
        new() { Name = ApiTags.Transponders, Description = "The pool of hire chips." },
        new() { Name = ApiTags.Meetings, Description = "Meetings from entries to official results." },
        new() { Name = ApiTags.RaceControl, Description = "Intents, who holds a track, its flag, and the schedule." },
        new() { Name = ApiTags.DeadLetters, Description = "Messages that a role gave up on." },
        new() { Name = ApiTags.Ingest, Description = "What track gateways send." },
        new() { Name = ApiTags.Live, Description = "The race as it is now, for those without a socket." },
    ];
}
