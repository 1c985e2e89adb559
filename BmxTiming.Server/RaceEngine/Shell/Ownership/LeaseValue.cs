using System.Text.Json;
using System.Text.Json.Serialization;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>What a lease says: who runs the track, and which fold its log has last been run with.</summary>
internal sealed record LeaseValue(string Worker, int Fold)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, OwnershipJson.Default.LeaseValue);

    /// <summary><c>null</c> for bytes that are no lease: whoever wrote them holds nothing.</summary>
    public static LeaseValue? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, OwnershipJson.Default.LeaseValue);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a worker's heartbeat says.</summary>
/// <param name="Fold">The newest fold it can run.</param>
/// <param name="Machine">Where it runs, for people.</param>
internal sealed record WorkerValue(int Fold, string Machine, int ProcessId)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, OwnershipJson.Default.WorkerValue);

    public static WorkerValue? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, OwnershipJson.Default.WorkerValue);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(LeaseValue))]
[JsonSerializable(typeof(WorkerValue))]
internal sealed partial class OwnershipJson : JsonSerializerContext;
