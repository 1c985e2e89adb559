using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation;

namespace BmxTiming.Tests.Chaos;

/// <summary>A main and a backup gateway read one decoder over lines that fail by themselves: both streams are whole, and say the same.</summary>
internal sealed class TwoGatewaysRow : IChaosRow
{
    /// <summary>The gateways believe the decoder to push what they missed by itself.</summary>
    private const string NeverAsksAgain = "never-asks-again";

    public string Number => "7t";

    public string Fault => "two gateways on one decoder";

    public long GateCases => 120;

    public IReadOnlyList<string> PlantedBugs => [NeverAsksAgain];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        long passings = 0;
        for (var seed = 1UL; seed <= (ulong)cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (failure, count) = Run(seed, plantedBug == NeverAsksAgain);
            passings += count;
            tally.Add(failure is null ? null : $"seed {seed}: {failure}");
        }

        return Task.FromResult(tally.Outcome($"{passings} passings, read twice"));
    }

    private static (string? Failure, uint Passings) Run(ulong seed, bool neverAsks)
    {
        var random = SplitMix64.Of(seed, 7);
        var decoder = new SimulatedDecoder(DecoderLine.DecoderId, DecoderProfile.ProChip, seed);
        DecoderLine[] gateways = [NewGateway(decoder, SplitMix64.Of(seed, 71), neverAsks), NewGateway(decoder, SplitMix64.Of(seed, 72), neverAsks)];
        for (var step = 0; step < 60; step++)
        {
            var nowUs = gateways[0].NowUs;
            foreach (var gateway in gateways)
            {
                Toggle(gateway, random, atStart: step == 0);
            }

            for (var i = random.Between(0, 6); i > 0; i--)
            {
                nowUs += Micros.FromMilliseconds(100);
                Both(gateways, gateway => gateway.NowUs = nowUs);
                var wire = decoder.Gate(gateways[0].TrackUs);
                Both(gateways, gateway => gateway.Send(wire));
            }

            Both(gateways, static gateway => gateway.Advance(1));
        }

        foreach (var gateway in gateways)
        {
            gateway.ToGateway = static wire => wire;
            gateway.Disconnect();
            gateway.Connect();
            gateway.Advance(30);
        }

        return (Judge(gateways, decoder.LastNumber), decoder.LastNumber);
    }

    private static string? Judge(DecoderLine[] gateways, uint last)
    {
        var streams = gateways
            .Select(static gateway => gateway.Passings.Select(static passing => passing with { Resent = false }).OrderBy(static passing => passing.PassingNumber).ToArray())
            .ToArray();
        return !streams[0].Select(static passing => passing.PassingNumber).SequenceEqual(Enumerable.Range(1, (int)last).Select(static i => (uint)i))
            ? $"the first stream has {streams[0].Length} passings of {last}"
            : !streams[0].SequenceEqual(streams[1]) ? $"the second stream has {streams[1].Length} passings of {last}, or other ones" : null;
    }

    private static DecoderLine NewGateway(SimulatedDecoder decoder, SplitMix64 random, bool neverAsks)
    {
        var line = new DecoderLine(decoder) { ToGateway = wire => random.Between(0, 9) == 0 ? null : wire };
        if (neverAsks)
        {
            line.ToDecoder = static wire => IsResend(wire) ? null : wire;
        }

        return line;
    }

    private static void Toggle(DecoderLine gateway, SplitMix64 random, bool atStart)
    {
        if (atStart)
        {
            // The first passing is read by both: what was before the first contact is nobody's.
            var faults = gateway.ToGateway;
            gateway.ToGateway = static wire => wire;
            gateway.Connect();
            gateway.ToGateway = faults;
        }
        else if (random.Between(0, 9) == 0)
        {
            if (gateway.IsConnected)
            {
                gateway.Disconnect();
            }
            else
            {
                gateway.Connect();
            }
        }
    }

    private static void Both(DecoderLine[] gateways, Action<DecoderLine> action) => Array.ForEach(gateways, action);

    private static bool IsResend(byte[] wire)
    {
        ReadOnlySpan<byte> bytes = wire;
        return new P3FrameReader().TryRead(ref bytes, out var frame) && frame.Record == P3Record.Resend;
    }
}
