using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Ingest;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Track;

/// <summary>One envelope that ingest refuses would hold up all that is captured after it: whatever a decoder says, there must be none.</summary>
public sealed class DecoderToIngestTests
{
    private static readonly TrackId s_track = TrackId.Parse("track-a");

    private static readonly Gen<P3Record> s_record = Gen.OneOf<P3Record>(
        [.. new[] { P3Record.Passing, P3Record.Status, P3Record.Version, P3Record.GetTime, P3Record.Session }.Select(Gen.Const)]);

    // The tags of these records are small numbers, so that most fields mean something; any width, any bytes.
    private static readonly Gen<P3RawTlv[]> s_fields = Gen.Select(
        Gen.Frequency((9, Gen.Byte[1, 0x10]), (3, Gen.Byte[0x80, 0x8F]), (1, Gen.Byte)),
        Gen.Frequency((9, Gen.Byte.Array[0, 9]), (1, Gen.Byte.Array[0, 255])),
        static (tag, value) => new P3RawTlv(tag, value)).Array[0, 12];

    [Fact]
    public void Whatever_a_decoder_says_ingest_takes_what_the_gateway_makes_of_it()
    {
        var envelopes = new EnvelopeWriter(s_track, ClientId.Parse("gw-a1"));
        var boot = BootId.Parse("boot-1");
        long taken = 0;
        Gen.Select(s_record, s_fields).Array[1, 20].Sample(
            frames =>
            {
                var session = new DecoderSession(new DecoderOptions { EndPoint = new("decoder", 5403) });
                session.OnConnected(Micros.Zero);
                foreach (var (record, fields) in frames)
                {
                    var writer = new P3FrameWriter(P3Authority.Decoder).Begin(record);
                    foreach (var field in fields)
                    {
                        writer.Add(field.Tag, field.Value);
                    }

                    session.OnBytes(writer.Finish(), Micros.Zero, Micros.Zero);
                }

                session.OnDisconnected("closed", Micros.Zero);
                var seq = 0L;
                foreach (var captured in session.TakeCaptured())
                {
                    var envelope = JsonDocument.Parse(envelopes.Write(boot, ++seq, captured)).RootElement;
                    var (_, error) = EventReader.Read(envelope, 0, s_track, Micros.Zero);
                    Assert.True(error is null, $"{error} in {envelope}");
                    taken++;
                }
            },
            iter: 3_000,
            threads: 1);
        Assert.True(taken > 3_000, "Hardly anything was captured.");
    }
}
