using System.Text;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Ingest;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Simulation;

/// <summary>The gateway at the track: the real spool on a disk in memory and the real uplink, with one request open at most.</summary>
internal sealed class SimulatedTrack(TrackWorld world)
{
    private static readonly Micros s_patience = Micros.FromSeconds(5);

    private readonly UplinkRig _rig = new();
    private UplinkBatch? _open;
    private Micros _sentUs;

    /// <summary>Every payload that was committed to the spool, in order.</summary>
    public List<string> Captured { get; } = [];

    public bool IsDrained => _open is null && _rig.Spool.UnsentRecords == 0;

    public string State => $"{_rig.Spool.UnsentRecords} unsent, {_rig.Core.Health}";

    public void Capture(RawMessage message)
    {
        _rig.NowUs = world.NowUs;
        var payload = message.Payload.GetRawText();
        _rig.Capture(new CapturedMessage(message.MessageType, message.CapturedAtUs, Encoding.UTF8.GetBytes(payload)));
        Captured.Add(payload);
    }

    /// <summary>Sends what waits, or gives up waiting for an answer.</summary>
    public void Step()
    {
        _rig.NowUs = world.NowUs;
        if (_open is { } open)
        {
            if (world.NowUs - _sentUs > s_patience)
            {
                Answer(open, new UplinkAnswer(0) { TimedOut = true });
            }
        }
        else if (_rig.Core.WaitUs(world.NowUs) <= Micros.Zero && _rig.Take() is { } batch)
        {
            Send(batch);
        }
    }

    /// <summary>The process dies and the next one finds its disk; after a power cut with any part of what was not synced.</summary>
    public void Restart(bool powerCut)
    {
        if (powerCut)
        {
            _rig.Files.Restart(WriteBack.Random(world.Random.Next()));
        }

        _open = null;
        _rig.Restart();
    }

    private void Send(UplinkBatch batch)
    {
        (_open, _sentUs) = (batch, world.NowUs);
        IReadOnlyList<byte[]> records = [.. batch.Records.Select(record => record.ToArray())];
        StreamPosition? confirmed = batch.StreamEpoch is { } epoch ? new StreamPosition(epoch, (ulong)batch.StreamSeq) : null;
        var replica = world.AnyReplica();
        world.Net.Send(
            () => replica.Receive(records, confirmed, answer =>
            {
                world.Acks.Add(batch.Boot, answer);
                world.Net.Send(() => Answer(batch, answer), static () => true, static () => { });
            }),
            () => !replica.Life.IsStopped,
            static () => { });
    }

    private void Answer(UplinkBatch batch, UplinkAnswer answer)
    {
        if (ReferenceEquals(batch, _open))
        {
            _open = null;
            _rig.NowUs = world.NowUs;
            _rig.Answer(batch, answer);
        }
    }
}
