using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster;

/// <summary>A judge that can not find a fault proves nothing: each kind of it is built in once.</summary>
public sealed class LogJudgeTests
{
    private static readonly TrackId s_track = TrackId.Parse("track-a");
    private readonly List<LogMessage> _raw;
    private readonly IReadOnlyList<byte[]> _folded;
    private readonly List<LogMessage> _published;

    public LogJudgeTests()
    {
        var log = new RawLogBuilder();
        RaceScripts.CleanRace(log);
        _raw = [.. log.Records.Select(record => Stored(record.StreamSeq, record.Body))];
        _folded = IndependentFold.Events(s_track, _raw);
        _published = [.. _folded.Select((body, i) => Stored(i + 1, body))];
    }

    [Fact]
    public void A_clean_race_has_no_fault()
    {
        Assert.Null(LogJudge.RawFault(_raw));
        Assert.Null(LogJudge.EventsFault(_folded, _published));
        Assert.Single(LogJudge.Results(_published));
    }

    [Fact]
    public void A_message_missing_doubled_or_out_of_order_is_found()
    {
        Assert.NotNull(LogJudge.RawFault(_raw.Where((_, i) => i != 5)));
        Assert.NotNull(LogJudge.RawFault([.. _raw.Take(6), _raw[5], .. _raw.Skip(6)]));
        Assert.NotNull(LogJudge.RawFault([.. _raw.Take(5), _raw[6], _raw[5], .. _raw.Skip(7)]));
    }

    [Fact]
    public void An_event_missing_doubled_changed_or_not_published_is_found()
    {
        Assert.NotNull(LogJudge.EventsFault(_folded, [.. _published.Where((_, i) => i != 5)]));
        Assert.NotNull(LogJudge.EventsFault(_folded, [.. _published.Take(6), _published[5], .. _published.Skip(6)]));
        Assert.NotNull(LogJudge.EventsFault(_folded, [.. _published.Take(_published.Count - 1)]));
        var changed = _published[3].Data.ToArray();
        changed[20] ^= 1;
        Assert.NotNull(LogJudge.EventsFault(_folded, [.. _published.Take(3), Stored(4, changed), .. _published.Skip(4)]));
    }

    private static LogMessage Stored(long seq, ReadOnlyMemory<byte> body) => new("", (ulong)seq, body, null, Pending: 0);
}
