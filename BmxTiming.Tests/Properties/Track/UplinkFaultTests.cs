using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Uplink;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Track;

public sealed class UplinkFaultTests
{
    private enum Step
    {
        Capture,
        Send,
        LoseRequest,
        LoseAnswer,
        Overloaded,
        RestartGateway,
        SaveAcks,
        LoseStream,
        LoseTail,
        SendTwice,
        DelayRequest,
        DeliverDelayed,
        Conflict,
    }

    [Fact]
    public void Whatever_fails_between_gateway_and_log_every_message_arrives_once_and_in_order_within_its_boot() =>
        Gen.Select(Gen.Int[0, (int)Step.Conflict].Select(static i => (Step)i), Gen.Int[1, 6]).Array[1, 60].Sample(
            Run, iter: 2500, print: static steps => string.Join(" ", steps.Select(static step => $"{step.Item1}:{step.Item2}")));

    private static void Run((Step Step, int Argument)[] steps)
    {
        var rig = new UplinkRig();
        var server = new IngestModel();
        var delayed = new Queue<UplinkBatch>();
        var lostPart = false;
        foreach (var (step, argument) in steps)
        {
            switch (step)
            {
                case Step.Capture:
                    rig.Capture(argument);
                    break;
                case Step.Send when rig.Take() is { } batch:
                    rig.Answer(batch, server.Post(batch));
                    break;
                case Step.LoseRequest when rig.Take() is { } batch:
                    rig.Answer(batch, new UplinkAnswer(0));
                    break;
                case Step.LoseAnswer when rig.Take() is { } batch:
                    server.Post(batch);
                    rig.Answer(batch, new UplinkAnswer(0));
                    break;
                case Step.Overloaded when rig.Take() is { } batch:
                    rig.Answer(batch, new UplinkAnswer(503));
                    break;
                case Step.RestartGateway:
                    rig.Restart();
                    break;
                case Step.SaveAcks:
                    rig.Spool.SaveAcks();
                    break;
                case Step.SendTwice when rig.Take() is { } batch:
                    server.Post(batch);
                    rig.Answer(batch, server.Post(batch));
                    break;
                case Step.DelayRequest when rig.Take() is { } batch:
                    // The gateway gives it up and sends it again; the network delivers it later all the same.
                    delayed.Enqueue(batch);
                    rig.Answer(batch, new UplinkAnswer(0) { TimedOut = true });
                    break;
                case Step.DeliverDelayed when delayed.TryDequeue(out var late):
                    server.Post(late);
                    break;
                case Step.Conflict when !lostPart:
                    // Together with a lost log it may double a record under its new number; the engine knows it by its passing number.
                    server.Post([Foreign(rig.Spool.Current.Id, server.NextSeq(rig.Spool.Current.Id))]);
                    rig.Capture();
                    rig.Drain(server);
                    break;
                case Step.LoseStream:
                    lostPart = true;
                    delayed.Clear(); // requests under way die with the broker they were for
                    server.LoseStream();
                    break;
                case Step.LoseTail:
                    lostPart = true;
                    delayed.Clear();
                    // Seen by the first append after it. Were its answer lost too, the sequence alone could not tell any more.
                    server.LoseTail(argument);
                    rig.Capture();
                    rig.Drain(server);
                    break;
                default:
                    break;
            }
        }

        // One more message: a loss is noticed with the next append.
        rig.Capture();
        rig.Drain(server);
        Check(rig, server, lostPart);
    }

    private static void Check(UplinkRig rig, IngestModel server, bool lostPart)
    {
        var own = server.Log.Where(static message => message.MessageType == MessageTypes.Passing).ToArray();
        var numbers = own.Select(static message => message.Payload.GetProperty("n").GetInt32()).ToArray();
        // A log that lost its end gets it again behind what came meanwhile; any other holds everything in the order of the track.
        Assert.Equal(rig.Captured, lostPart ? numbers.Order() : numbers);
        Assert.Equal(0, rig.Core.Counters.DeclaredLost);
        foreach (var boot in server.Log.GroupBy(static message => message.EventIdContext.BootId))
        {
            Assert.Equal(Enumerable.Range(1, boot.Count()).Select(static i => (long)i), boot.Select(static message => message.EventIdContext.Seq));
            var ofBoot = boot.Where(static message => message.MessageType == MessageTypes.Passing).Select(static message => message.Payload.GetProperty("n").GetInt32()).ToArray();
            Assert.Equal(ofBoot.Order(), ofBoot);
        }
    }

    // What a second machine with the same identity would have put there.
    private static RawMessage Foreign(BootId boot, long seq) => new()
    {
        EventId = MessageId.New(),
        ContractVersion = ContractVersions.TrackIngestV2,
        TrackId = TrackId.Parse("track-a"),
        EventIdContext = new EventIdContext(ClientId.Parse("gw-a1"), boot, seq),
        CapturedAtUs = default,
        MessageType = MessageTypes.Status,
        Payload = JsonDocument.Parse("{\"foreign\":true}").RootElement,
    };
}
