using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Tests.EndToEnd;

/// <summary>Folds a raw log once from its start, without engine, broker, checkpoint or restart.</summary>
internal static class IndependentFold
{
    public static IReadOnlyList<byte[]> Events(TrackId track, IEnumerable<LogMessage> raw) =>
        Events(track, raw.Select(message => ((long)message.StreamSeq, message.Data)));

    public static IReadOnlyList<byte[]> Events(TrackId track, IEnumerable<(long StreamSeq, ReadOnlyMemory<byte> Body)> raw)
    {
        var state = RaceState.Initial(track);
        var events = new List<byte[]>();
        foreach (var (streamSeq, body) in raw)
        {
            var reading = RaceInputReader.Read(track, streamSeq, body);
            (state, var outputs) = RaceFold.Apply(state, reading.Input);
            for (var ordinal = 0; ordinal < outputs.Length; ordinal++)
            {
                events.Add(RaceEventWriter.ToBytes(RaceEventWriter.Write(track, reading.Origin, ordinal, outputs[ordinal])));
            }
        }

        return events;
    }
}
