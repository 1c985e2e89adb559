using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Finds what the engine said to an intent, on the race events of its track.</summary>
internal sealed class IntentOutcomes(Broker broker, SubjectReader reader, TimeProvider time)
{
    /// <summary>Stream sequence of the track's last race event; 0 = none. An intent sent after this is answered behind it.</summary>
    public async Task<long> PositionAsync(TrackId track, CancellationToken cancellationToken) =>
        checked((long)((await broker.LastAsync(StreamNames.Race, Subjects.Race(track), cancellationToken))?.StreamSeq ?? 0));

    /// <returns><c>null</c> when the engine has not answered within <paramref name="patience"/>.</returns>
    public async Task<IntentOutcome?> WaitAsync(
        TrackId track, MessageId intent, long afterSeq, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await foreach (var message in reader.ReadAsync(
                StreamNames.Race, Subjects.Race(track), (ulong)afterSeq + 1, "control", stop.Token))
            {
                if (Read(message.Data.Span, intent) is { } outcome)
                {
                    return outcome;
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>The outcome in one race event, when it is this intent's. An event that cannot be read is none.</summary>
    internal static IntentOutcome? Read(ReadOnlySpan<byte> data, MessageId intent)
    {
        try
        {
            var message = JsonSerializer.Deserialize(data, WireJson.Default.RaceEvent);
            switch (message?.Kind)
            {
                case RaceEventKinds.ControlApplied when message.Payload.Deserialize(WireJson.Default.ControlAppliedPayload) is { } applied
                    && applied.IntentId == intent:
                    return new IntentOutcome(applied.RunVersion, applied.RunId, null, null);
                case RaceEventKinds.ControlRejected when message.Payload.Deserialize(WireJson.Default.ControlRejectedPayload) is { } rejected
                    && rejected.IntentId == intent:
                    return new IntentOutcome(rejected.RunVersion, null, rejected.Code, rejected.Message);
                default:
                    return null;
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
