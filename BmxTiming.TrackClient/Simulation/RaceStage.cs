using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>Lets a scripted race happen on the simulated decoder.</summary>
internal sealed class RaceStage(DecoderServer server, SimClock clock, RaceKind kind, ulong seed)
{
    private ulong _race;

    /// <summary>Drops the gate now and returns when the last rider has finished.</summary>
    public async Task<RaceScript> RunAsync(IReadOnlyList<SimulatedRider> riders, CancellationToken cancellationToken)
    {
        var script = RaceScript.Create(riders, kind, SplitMix64.Of(seed, ++_race));
        // The start controller's clock ticks in whole milliseconds.
        var gateUs = new Micros(clock.NowUs.Value / 1000 * 1000);
        server.Broadcast(decoder => decoder.Gate(gateUs));
        foreach (var passing in script.Passings)
        {
            await clock.DelayUntilAsync(gateUs + passing.AfterGateUs, cancellationToken);
            server.Broadcast(decoder => decoder.Pass(passing, gateUs + passing.AfterGateUs));
        }

        return script;
    }
}
