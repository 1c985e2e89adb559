using System.Globalization;
using System.Text;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Track;

public sealed class DecoderLineTests
{
    [Fact]
    public void Any_slicing_of_the_bytes_gives_the_same_messages() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 60].Array[1, 200]).Sample(static (seed, sizes) =>
        {
            var stream = Stream(seed);
            var sliced = new DecoderSession(new DecoderOptions { EndPoint = new("decoder", 5403) });
            var rest = stream.AsSpan();
            for (var i = 0; !rest.IsEmpty; i++)
            {
                var size = Math.Min(sizes[i % sizes.Length], rest.Length);
                sliced.OnBytes(rest[..size], Micros.Zero, Micros.Zero);
                rest = rest[size..];
            }

            var whole = new DecoderSession(new DecoderOptions { EndPoint = new("decoder", 5403) });
            whole.OnBytes(stream, Micros.Zero, Micros.Zero);
            Assert.Equal(Texts(whole), Texts(sliced));
        }, iter: 300);

    [Fact]
    public void Random_faults_lose_no_passing_that_the_decoder_can_send_again_and_double_none() =>
        Gen.ULong.Sample(static seed =>
        {
            var world = new FaultyDecoderWorld(seed);
            world.Run();
            Assert.Equal(world.Expected, world.Line.Passings.Select(static passing => passing.PassingNumber).Order());
        }, iter: 200);

    [Fact]
    public void What_is_read_live_is_never_marked_resent_and_what_is_sent_again_never_live() =>
        Gen.ULong.Sample(static seed =>
        {
            var world = new FaultyDecoderWorld(seed);
            world.Run();
            var highest = 0u;
            foreach (var passing in world.Line.Passings)
            {
                Assert.True(passing.Resent || passing.PassingNumber > highest, $"{passing.PassingNumber} behind {highest} is not marked");
                highest = Math.Max(highest, passing.PassingNumber);
            }
        }, iter: 100);

    private static byte[] Stream(ulong seed)
    {
        var random = new SplitMix64(seed);
        var decoder = new SimulatedDecoder(1, DecoderProfile.ProChip, seed);
        var stream = new List<byte>();
        for (var i = 0; i < 40; i++)
        {
            byte[] next = random.Between(0, 6) switch
            {
                0 => decoder.Status(),
                1 => decoder.Hello(),
                2 => [(byte)random.Next(), (byte)random.Next()],
                3 => new WireFaults(CorruptRate: 1).Corrupt(decoder.Gate(new Micros(1_778_923_800_000_000 + i)), random),
                _ => decoder.Gate(new Micros(1_778_923_800_000_000 + (i * 1_000_000))),
            };
            stream.AddRange(next);
        }

        return [.. stream];
    }

    private static IEnumerable<string> Texts(DecoderSession session) => session.TakeCaptured()
        .Select(static message => string.Create(CultureInfo.InvariantCulture, $"{message.MessageType} {Encoding.UTF8.GetString(message.PayloadJson.Span)}"));
}
