using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>What a run is made of, as it is written.</summary>
internal static class RunViews
{
    /// <summary>The whole run, as boards have it from its events.</summary>
    public static RunView Of(Run run) => new()
    {
        RunId = run.RunId,
        RunNumber = run.Number,
        Phase = WireNames.Of(run.Phase),
        Moto = Of(run.Plan.Moto),
        TimingPoints = Points(run.Plan.Track),
        Riders = [.. run.Riders.Select(r => Of(r.Entry))],
        GateTimeUs = run.Gate?.TimeUs,
        GateDropUs = run.Gate?.ServerUs,
        ClockSource = run.Gate is { } gate ? WireNames.Of(gate.Source) : null,
        Positions = [.. Ranking.Positions(run).Select(Of)],
        Splits =
        [
            .. run.Riders
                .SelectMany(r => r.Crossings.Select(c => (Rider: r, Crossing: c)))
                .OrderBy(x => x.Crossing.Point)
                .Select(x => new LaneSplit(
                    x.Rider.Entry.Lane,
                    run.Plan.Track.Points[x.Crossing.Point].Id,
                    x.Crossing.ElapsedUs,
                    Ranking.PlaceAt(run, x.Rider, x.Crossing).Place)),
        ],
        Results = run.Phase == RunPhase.Finished ? [.. RaceResults.Of(run).Select(Of)] : null,
        Official = run.Official,
        NeedsDecision = run is { Phase: RunPhase.Racing, DecisionRaised: true } ? [.. run.StillOut.Select(r => r.Entry.Lane)] : [],
        Flags = run.Flags.IsEmpty ? null : [.. run.Flags.Select(Of)],
        CapturedUs = run.Riders.SelectMany(r => r.Crossings).Select(c => c.Read.CapturedUs).Append(run.Gate?.ServerUs ?? default).Max()
            is { Value: > 0 } captured ? captured : null,
    };

    public static IReadOnlyList<TimingPointView> Points(Layout track) =>
        [.. track.Points.Select(p => new TimingPointView(p.Id, p.Name, WireNames.Of(p.Role)))];

    public static RiderView Of(Entry entry) => new(entry.Lane, entry.RiderId, entry.Plate, entry.Name, entry.Club);

    public static MeetingDetails Of(Meeting meeting) => new(meeting.MeetingId, meeting.Name, meeting.Public, meeting.Simulated);

    public static MotoDetails Of(Moto moto) => new(moto.MotoId, moto.Number, moto.ClassName, moto.RoundName, moto.RiderCount);

    public static RunFlagView Of(RunFlag flag) => new(WireNames.Of(flag.Code), flag.TimingPoint);

    public static PositionRow Of(Position position) => new(
        position.Entry.Lane,
        position.Entry.RiderId,
        position.Place,
        WireNames.Of(position.Status),
        position.Point,
        position.ElapsedUs,
        position.GapUs,
        position.Tie);

    public static ResultRow Of(Result result) => new(
        result.Entry.Lane,
        result.Entry.RiderId,
        result.Entry.Plate,
        result.Place,
        result.Code is { } code ? WireNames.Of(code) : null,
        result.ElapsedUs,
        result.Tie,
        [.. result.Splits.Select(s => new SplitRow(s.TimingPoint, s.ElapsedUs))],
        result.Manual ? ResultSources.Manual : null);
}
