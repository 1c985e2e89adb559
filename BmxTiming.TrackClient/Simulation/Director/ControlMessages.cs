using System.Text.Json.Serialization;

namespace BmxTiming.TrackClient.Simulation.Director;

// The bodies of the public control API as an operator's client sends them.
internal sealed record TrackBody(string Name, IReadOnlyList<TimingPointBody> TimingPoints, IReadOnlyList<uint> GateIds);

internal sealed record TimingPointBody(string Id, string Name, string Role, uint? DecoderId, long MinUs, long MaxUs);

internal sealed record RiderBody(string FirstName, string LastName, string Plate, string Club, IReadOnlyList<uint> TransponderIds);

internal sealed record MeetingBody(string TrackId, string Name, bool Public, bool Simulated);

internal sealed record MotoBody(int Number, string ClassName, string RoundName, IReadOnlyList<EntryBody> Entries);

internal sealed record EntryBody(int Lane, string RiderId);

internal sealed record StageBody(long RunVersion, string MeetingId, string MotoId);

internal sealed record RunCommandBody(long RunVersion, string RunId, string Reason);

/// <summary>What the director reads of a track's race; everything else in the answer is not its business.</summary>
internal sealed record RaceView(string? Phase, long RunVersion, IReadOnlyList<RunView>? Runs)
{
    /// <summary>The latest run that is not over.</summary>
    public RunView? Open => Runs?.FirstOrDefault(static run => run.Phase is "staged" or "racing");

    /// <summary>The run that was staged last.</summary>
    public RunView? Latest => Runs is { Count: > 0 } runs ? runs[0] : null;
}

internal sealed record RunView(string RunId, string Phase, MotoView? Moto);

internal sealed record MotoView(string MotoId);

internal sealed record ProblemView(string? Code, string? Detail);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrackBody))]
[JsonSerializable(typeof(RiderBody))]
[JsonSerializable(typeof(MeetingBody))]
[JsonSerializable(typeof(MotoBody))]
[JsonSerializable(typeof(StageBody))]
[JsonSerializable(typeof(RunCommandBody))]
[JsonSerializable(typeof(RaceView))]
[JsonSerializable(typeof(ProblemView))]
internal sealed partial class ControlJson : JsonSerializerContext;
