using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Unit.Projections;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>Plays the engine: appends race events and remembers where they stand.</summary>
internal sealed class RaceEventLog(TestServerHost host, TrackId track)
{
    private readonly List<(RaceEvent Message, long Seq)> _appended = [];

    public ulong Last { get; private set; }

    public IReadOnlyList<(RaceEvent Message, long Seq)> Appended => _appended;

    public RaceEventLog On(TestServerHost other)
    {
        var log = new RaceEventLog(other, track) { Last = Last };
        log._appended.AddRange(_appended);
        return log;
    }

    public async Task AppendAsync(params IReadOnlyList<RaceEvent> events)
    {
        foreach (var message in events)
        {
            await AppendBytesAsync(message.EventId.ToString(), RaceEvents.Bytes(message));
            _appended.Add((message, (long)Last));
        }
    }

    public async Task AppendBytesAsync(string id, byte[] data)
    {
        var outcome = await host.Services.GetRequiredService<SubjectWriter>().AppendAsync(
            StreamNames.Race, Subjects.Race(track), Last, [new OutgoingMessage(id, data)], TestContext.Current.CancellationToken);
        Assert.True(outcome.Appended);
        Last = outcome.LastSeq;
    }
}
