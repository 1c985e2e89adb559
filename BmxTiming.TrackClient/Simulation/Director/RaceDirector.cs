using System.Globalization;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Uplink;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Simulation.Director;

/// <summary>
/// Race control of a demo track: seeds a meeting, then for ever stages the next moto, drops the gate, waits for the result. It knows
/// nothing an operator's screen would not know, survives any outage of the server, and after its own restart goes on with the moto
/// behind the last one.
/// </summary>
/// <param name="resultPatience">From the last crossing to a result, in simulated time; then the race is ended without one.</param>
internal sealed class RaceDirector(
    ControlApi api,
    DemoMeeting meeting,
    Func<IReadOnlyList<SimulatedRider>, CancellationToken, Task> race,
    SimClock clock,
    TimeSpan resultPatience,
    TimeProvider time,
    ILogger log)
{
    private static readonly TimeSpan AtTheGate = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenRaces = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StagePatience = TimeSpan.FromSeconds(15);

    // A new key for every request of every start of the director; only a retry repeats one.
    private readonly string _session = Guid.CreateVersion7(time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
    private long _requests;
    private bool _seeded;
    private string? _skipAfter;

    public long Races { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await StepAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // The demo goes on whatever happens; this is its outermost loop.
                log.DirectorStumbled(failure);
                await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
            }
        }
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        if (!_seeded)
        {
            await SeedAsync(cancellationToken);
        }

        var view = await ReadAsync(cancellationToken);
        switch (view.Open)
        {
            case { Phase: "racing" } racing:
                // Begun before this start: its riders are not on the track any more.
                await CommandAsync("reset", view, racing, "the simulator was restarted", cancellationToken);
                await Task.Delay(Poll, time, cancellationToken);
                break;
            case { } staged when meeting.Find(staged.Moto?.MotoId) is { } moto:
                await RaceAsync(staged.RunId, moto, cancellationToken);
                break;
            case { } foreign:
                log.DirectorForeignMoto(foreign.Moto?.MotoId ?? "?");
                await Task.Delay(TimeSpan.FromSeconds(5), time, cancellationToken);
                break;
            default:
                await StageAsync(view, meeting.After(_skipAfter ?? view.Latest?.Moto?.MotoId), cancellationToken);
                break;
        }
    }

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        await PutAsync($"api/tracks/{meeting.Track.Value}", meeting.TrackBody, ControlJson.Default.TrackBody, cancellationToken);
        foreach (var rider in meeting.Riders)
        {
            await PutAsync($"api/riders/{rider.RiderId}", rider.Body, ControlJson.Default.RiderBody, cancellationToken);
        }

        await PutAsync($"api/meetings/{meeting.MeetingId}", meeting.MeetingBody, ControlJson.Default.MeetingBody, cancellationToken);
        foreach (var moto in meeting.Motos)
        {
            await PutAsync(
                $"api/meetings/{meeting.MeetingId}/motos/{moto.MotoId}", moto.Body, ControlJson.Default.MotoBody, cancellationToken);
        }

        _seeded = true;
        log.DirectorSeeded(meeting.Motos.Count, meeting.MeetingId);
    }

    // Until the server takes it. A refusal is waited out as well: what it says may be put right by an operator.
    private async Task PutAsync<T>(
        string path, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        var backoff = NewBackoff();
        while (await api.PutAsync(path, body, json, cancellationToken) is { IsGood: false } answer)
        {
            if (!answer.IsPassing || backoff.Failures == 0)
            {
                log.DirectorRefused($"PUT {path}", answer.Status, answer.Code);
            }

            await Task.Delay(backoff.Next().ToTimeSpan(), time, cancellationToken);
        }
    }

    private async Task StageAsync(RaceView view, DemoMoto moto, CancellationToken cancellationToken)
    {
        var body = new StageBody(view.RunVersion, meeting.MeetingId, moto.MotoId);
        var answer = await ControlAsync("stage", body, ControlJson.Default.StageBody, cancellationToken);
        if (!answer.IsGood)
        {
            log.DirectorRefused($"stage {moto.MotoId}", answer.Status, answer.Code);
            // Unknown there: somebody began with empty stores. Refused otherwise than by a race with an operator: take the next one.
            _seeded &= answer.Status is not (404 or 400 or 422);
            _skipAfter = answer.Status == 409 && answer.Code != "version_conflict" ? moto.MotoId : null;
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            return;
        }

        _skipAfter = null;
        // Also after 202: then the engine is late, and the run turns up when it has caught up.
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < StagePatience)
        {
            if ((await ReadAsync(cancellationToken)).Open is { Moto.MotoId: var motoId } run && motoId == moto.MotoId)
            {
                log.DirectorStaged(moto.MotoId, run.RunId);
                await RaceAsync(run.RunId, moto, cancellationToken);
                return;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private async Task RaceAsync(string runId, DemoMoto moto, CancellationToken cancellationToken)
    {
        await clock.DelayAsync(AtTheGate, cancellationToken);
        if ((await ReadAsync(cancellationToken)).Open is not { Phase: "staged" } open || open.RunId != runId)
        {
            return; // an operator has taken it off the gate
        }

        await race(moto.Riders, cancellationToken);
        var phase = await WaitForEndAsync(runId, cancellationToken);
        Races++;
        log.DirectorRaceEnded(runId, phase);
        await clock.DelayAsync(BetweenRaces, cancellationToken);
    }

    private async Task<string> WaitForEndAsync(string runId, CancellationToken cancellationToken)
    {
        var deadlineUs = clock.NowUs + Micros.From(resultPatience);
        while (true)
        {
            var view = await ReadAsync(cancellationToken);
            if (view.Runs?.FirstOrDefault(run => run.RunId == runId) is not { Phase: "staged" or "racing" } open)
            {
                return view.Runs?.FirstOrDefault(run => run.RunId == runId)?.Phase ?? "gone";
            }

            if (clock.NowUs > deadlineUs)
            {
                // A staged run never saw its gate pulse: take it off the gate. Otherwise somebody did not finish.
                var intent = open.Phase == "staged" ? "unstage" : "force_finish";
                await CommandAsync(intent, view, open, "demo: no result in time", cancellationToken);
                deadlineUs = clock.NowUs + Micros.From(resultPatience);
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private async Task CommandAsync(string intent, RaceView view, RunView run, string reason, CancellationToken cancellationToken)
    {
        var body = new RunCommandBody(view.RunVersion, run.RunId, reason);
        var answer = await ControlAsync(intent, body, ControlJson.Default.RunCommandBody, cancellationToken);
        if (!answer.IsGood)
        {
            log.DirectorRefused($"{intent} {run.RunId}", answer.Status, answer.Code);
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    private async Task<ControlAnswer> ControlAsync<T>(
        string intent, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{_session}-{++_requests}");
        var backoff = NewBackoff();
        while (true)
        {
            var answer = await api.ControlAsync(intent, body, json, key, cancellationToken);
            if (!answer.IsPassing)
            {
                return answer;
            }

            await Task.Delay(backoff.Next().ToTimeSpan(), time, cancellationToken);
        }
    }

    private async Task<RaceView> ReadAsync(CancellationToken cancellationToken)
    {
        var backoff = NewBackoff();
        while (true)
        {
            if (await api.RaceAsync(cancellationToken) is { } view)
            {
                return view;
            }

            await Task.Delay(backoff.Next().ToTimeSpan(), time, cancellationToken);
        }
    }

    private static Backoff NewBackoff() =>
        new(Micros.FromMilliseconds(250), Micros.FromSeconds(4), Random.Shared.NextInt64);
}
