using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Simulation.Scenarios;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>Lets races of a scenario happen on the simulated decoders.</summary>
/// <param name="servers">The decoder, and that of the finish where it has one of its own.</param>
internal sealed class RaceStage(IReadOnlyList<DecoderServer> servers, SimClock clock, ScenarioName scenario, ulong seed)
{
    private ulong _race;

    /// <summary>Drops the gate now and returns when the last rider has finished.</summary>
    public Task RunAsync(IReadOnlyList<SimulatedRider> riders, CancellationToken cancellationToken) => RunAsync(riders, clock.NowUs, cancellationToken);

    public async Task RunAsync(IReadOnlyList<SimulatedRider> riders, Micros gateUs, CancellationToken cancellationToken)
    {
        // The start controller's clock ticks in whole milliseconds.
        gateUs = new Micros(gateUs.Value / 1000 * 1000);
        var race = ++_race;
        foreach (var action in RaceTimeline.Create(scenario, riders, race, SplitMix64.Of(seed, race)))
        {
            await clock.DelayUntilAsync(gateUs + action.AtUs, cancellationToken);
            Play(action, gateUs + action.AtUs);
        }
    }

    private void Play(TrackAction action, Micros atUs)
    {
        switch (action)
        {
            case GateDrop:
                servers[0].Broadcast(decoder => decoder.Gate(new Micros(atUs.Value / 1000 * 1000)));
                break;
            case Crossing crossing:
                var server = crossing.Passing.Point == DemoTrack.Finish ? servers[^1] : servers[0];
                server.Broadcast(decoder => decoder.Pass(crossing.Passing, atUs), crossing.Delivery);
                break;
            case CutConnections:
                servers[0].CutConnections(takeNew: false);
                break;
            case TakeConnections:
                servers[0].TakeConnections();
                break;
            case RestartDecoder:
                // In this order: who connects again at once must not find the old count.
                servers[0].Change(static decoder => decoder.Restart());
                servers[0].CutConnections(takeNew: true);
                break;
            case StepClock step:
                servers[0].Change(decoder => decoder.ClockOffsetUs += step.DeltaUs);
                break;
            default:
                throw new InvalidOperationException($"{action.GetType().Name} can not be played.");
        }
    }
}
