using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;

namespace BmxTiming.Tests.Golden;

/// <summary>
/// A scenario of the simulator as it reaches the raw log: what a gateway sends that is connected, cut off, asks again for
/// what is missing, and tells of restarts and clock steps.
/// </summary>
internal sealed class ScenarioLog
{
    private const ulong Seed = 7;
    private const double RacePeriodMs = 180_000;
    private const double StatusPeriodMs = 5_000;
    private const double StagedAheadMs = 4_000;
    private const double WatchedMs = 150_000;
    private const double ResendDelayMs = 3_000;

    private readonly RawLogBuilder _log = new();
    private readonly List<(uint Number, uint Transponder, double RtcMs)> _unsent = [];
    private uint _number;
    private double _clockOffsetMs;
    private bool _cut;

    public static RawLogBuilder Play(ScenarioName scenario, int races)
    {
        var played = new ScenarioLog();
        played._log.Gateway(new GatewayPayload(GatewayKinds.DecoderConnected, RawLogBuilder.Decoder), 0);
        for (var race = 1; race <= races; race++)
        {
            played.Race(scenario, race);
        }

        return played._log;
    }

    private void Race(ScenarioName scenario, int race)
    {
        var startMs = race * RacePeriodMs;
        var riders = DemoRoster.Fixed();
        Stage($"moto-{race}", riders);
        var nextStatusMs = -StagedAheadMs;
        foreach (var action in RaceTimeline.Create(scenario, riders, (ulong)race, SplitMix64.Of(Seed, (ulong)race)))
        {
            var atMs = action.AtUs.Value / 1000.0;
            Statuses(startMs, ref nextStatusMs, atMs);
            Take(action, startMs + atMs);
            if (scenario == ScenarioName.OverlappingRaces && action is GateDrop { AtUs: var at } && at == Micros.Zero)
            {
                Stage($"moto-{race}-next", DemoRoster.Other());
            }
        }

        Statuses(startMs, ref nextStatusMs, WatchedMs);
    }

    private void Statuses(double startMs, ref double nextMs, double untilMs)
    {
        for (; nextMs <= untilMs; nextMs += StatusPeriodMs)
        {
            if (!_cut)
            {
                SendAgain(startMs + nextMs);
                _log.Status(startMs + nextMs + _clockOffsetMs);
            }
        }
    }

    private void Take(TrackAction action, double ms)
    {
        switch (action)
        {
            case GateDrop:
                Deliver(DemoTrack.GateId, ms, Delivery.Once);
                break;
            case Crossing crossing:
                Deliver(crossing.Passing.Rider.TransponderId, ms, crossing.Delivery);
                break;
            case CutConnections:
                _cut = true;
                _log.Gateway(new GatewayPayload(GatewayKinds.DecoderLost, RawLogBuilder.Decoder), ms);
                break;
            case TakeConnections:
                _cut = false;
                _log.Gateway(new GatewayPayload(GatewayKinds.DecoderConnected, RawLogBuilder.Decoder), ms);
                break;
            case RestartDecoder:
                _number = 0;
                _unsent.Clear();
                _log.Gateway(new GatewayPayload(GatewayKinds.DecoderLost, RawLogBuilder.Decoder), ms);
                _log.Gateway(new GatewayPayload(GatewayKinds.DecoderConnected, RawLogBuilder.Decoder), ms + 500);
                break;
            case StepClock step:
                _clockOffsetMs += step.DeltaUs.Value / 1000.0;
                _log.Gateway(new GatewayPayload(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: step.DeltaUs), ms);
                break;
        }
    }

    private void Deliver(uint transponder, double ms, Delivery delivery)
    {
        var number = ++_number;
        var rtcMs = ms + _clockOffsetMs;
        if (_cut || delivery == Delivery.Withheld)
        {
            _unsent.Add((number, transponder, rtcMs));
            return;
        }

        for (var copy = 0; copy < (delivery == Delivery.Twice ? 2 : 1); copy++)
        {
            _log.Passing(transponder, rtcMs, number: number);
        }
    }

    /// <summary>The gateway asked for what is missing, and the decoder sent it again.</summary>
    private void SendAgain(double ms)
    {
        foreach (var (number, transponder, rtcMs) in _unsent.Where(passing => passing.RtcMs + ResendDelayMs <= ms).ToArray())
        {
            _log.Passing(transponder, rtcMs, number: number, resent: true);
            _unsent.RemoveAll(passing => passing.Number == number);
        }
    }

    private void Stage(string moto, IReadOnlyList<SimulatedRider> riders) => _log.Stage(moto, change: stage => stage with
    {
        Track = stage.Track with
        {
            TimingPoints =
            [
                Point(DemoTrack.Hill, TimingPointRoles.Hill, 800, 8_000),
                Point(DemoTrack.SplitOne, TimingPointRoles.Split, 8_000, 18_000),
                Point(DemoTrack.SplitTwo, TimingPointRoles.Split, 18_000, 26_000),
                Point(DemoTrack.Finish, TimingPointRoles.Finish, 26_000, 120_000),
            ],
            GateIds = [DemoTrack.GateId],
        },
        Riders = [.. riders.Select(rider => new StagedRider(
            rider.Lane, RiderId.Parse($"rider-{rider.TransponderId}"), $"{rider.Lane}", $"R. Rider {rider.Lane}", "Club", [rider.TransponderId], [rider.Code]))],
    });

    private static TimingPointDetails Point(string id, string role, long fromMs, long toMs) =>
        new(id, id, role, Micros.FromMilliseconds(fromMs), Micros.FromMilliseconds(toMs));
}
