using System.Text.Json;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;

namespace BmxTiming.Protocol.Json;

/// <summary>Every type that crosses a process boundary as JSON: snake_case names, integers for microseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 16,
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = false,
    RespectNullableAnnotations = true,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(IngestBatch))]
[JsonSerializable(typeof(IngestAccepted))]
[JsonSerializable(typeof(IngestProblem))]
[JsonSerializable(typeof(RawMessage))]
[JsonSerializable(typeof(PassingPayload))]
[JsonSerializable(typeof(StatusPayload))]
[JsonSerializable(typeof(VersionPayload))]
[JsonSerializable(typeof(GatewayPayload))]
[JsonSerializable(typeof(RaceControlPayload))]
[JsonSerializable(typeof(RaceEvent))]
[JsonSerializable(typeof(RaceStagedPayload))]
[JsonSerializable(typeof(RaceUnstagedPayload))]
[JsonSerializable(typeof(GateDropPayload))]
[JsonSerializable(typeof(SplitTimePayload))]
[JsonSerializable(typeof(PositionsUpdatePayload))]
[JsonSerializable(typeof(RiderFinishedPayload))]
[JsonSerializable(typeof(RaceFinishedPayload))]
[JsonSerializable(typeof(ResultCorrectedPayload))]
[JsonSerializable(typeof(IReadOnlyList<ResultRow>))]
[JsonSerializable(typeof(RaceResetPayload))]
[JsonSerializable(typeof(ResultOfficialPayload))]
[JsonSerializable(typeof(RunRestatedPayload))]
[JsonSerializable(typeof(RunFlaggedPayload))]
[JsonSerializable(typeof(PracticeChangedPayload))]
[JsonSerializable(typeof(PracticeTimePayload))]
[JsonSerializable(typeof(NeedsDecisionPayload))]
[JsonSerializable(typeof(ProgrammeChangedPayload))]
[JsonSerializable(typeof(ControlAppliedPayload))]
[JsonSerializable(typeof(ControlRejectedPayload))]
[JsonSerializable(typeof(InputIgnoredPayload))]
[JsonSerializable(typeof(UnknownTransponderPayload))]
[JsonSerializable(typeof(DecoderStatusPayload))]
[JsonSerializable(typeof(DiagnosticPayload))]
[JsonSerializable(typeof(RaceSnapshot))]
[JsonSerializable(typeof(DecoderSnapshot))]
[JsonSerializable(typeof(LiveFrame))]
[JsonSerializable(typeof(LiveClientFrame))]
[JsonSerializable(typeof(HeartbeatPayload))]
[JsonSerializable(typeof(LiveErrorPayload))]
public sealed partial class WireJson : JsonSerializerContext;
