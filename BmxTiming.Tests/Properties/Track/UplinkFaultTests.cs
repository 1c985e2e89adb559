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
    }

    [Fact]
    public void Whatever_fails_between_gateway_and_log_every_message_arrives_once_and_in_order_within_its_boot() =>
        Gen.Select(Gen.Int[0, 8].Select(static i => (Step)i), Gen.Int[1, 6]).Array[1, 50].Sample(Run, iter: 1500, print: static steps => string.Join(" ", steps.Select(static step => $"{step.Item1}:{step.Item2}")));

    private static void Run((Step Step, int Argument)[] steps)
    {
        var rig = new UplinkRig();
        var server = new IngestModel();
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
                case Step.LoseStream:
                    server.LoseStream();
                    break;
                case Step.LoseTail:
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
        Check(rig, server);
    }

    private static void Check(UplinkRig rig, IngestModel server)
    {
        var numbers = server.Log.Select(static message => message.Payload.GetProperty("n").GetInt32()).ToArray();
        Assert.Equal(rig.Captured, numbers.Order());
        Assert.Equal(0, rig.Core.DeclaredLost);
        Assert.Equal(0, rig.Core.Conflicts);
        foreach (var boot in server.Log.GroupBy(static message => message.EventIdContext.BootId))
        {
            Assert.Equal(Enumerable.Range(1, boot.Count()).Select(static i => (long)i), boot.Select(static message => message.EventIdContext.Seq));
        }
    }
}
