using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>What operators should know of decoders and loops before it costs a result. Changes no race.</summary>
internal static class HealthRules
{
    private const int MinHits = 5;
    private const int MinStrength = 60;
    private const int MaxNoise = 60;

    /// <summary>More than two STATUS periods.</summary>
    private static readonly Micros s_silentUs = Micros.FromSeconds(12);

    public static Diagnostic About(string code, PassingInput passing, string? detail = null) =>
        new(code, passing.DecoderId, passing.TransponderId, passing.RtcTimeUs, detail);

    /// <summary>A finish from few or faint reads may be a rider beside the line.</summary>
    public static void CheckFinish(FoldStep step, Run run, RunRider rider, LoopRead read, PassingInput passing)
    {
        var isFinish = rider.CrossingAt(run.Plan.Track.FinishIndex)?.Read == read;
        if (isFinish && (passing.Hits < MinHits || passing.Strength < MinStrength))
        {
            step.Emit(run, About(DiagnosticCodes.WeakRead, passing, $"lane {rider.Entry.Lane}"));
        }
    }

    /// <summary>A decoder that no timing point names was swapped in, or not set up: told once.</summary>
    public static void CheckMapped(FoldStep step, Run run, PassingInput passing)
    {
        if (run.Plan.Track.Serves(passing.DecoderId)
            || step.State.Decoders.GetValueOrDefault(passing.DecoderId) is not { ReportedUnmapped: false } decoder)
        {
            return;
        }

        ClockRules.Put(step, passing.DecoderId, decoder with { ReportedUnmapped = true });
        step.Emit(run, About(DiagnosticCodes.UnmappedDecoder, passing));
    }

    /// <summary>Told when noise rises above what a loop should have, and not again before it has fallen.</summary>
    public static void CheckNoise(FoldStep step, StatusInput status)
    {
        if (status.Noise is not { } noise || step.State.Decoders.GetValueOrDefault(status.DecoderId) is not { } decoder)
        {
            return;
        }

        var noisy = noise > MaxNoise;
        if (noisy == decoder.Noisy)
        {
            return;
        }

        ClockRules.Put(step, status.DecoderId, decoder with { Noisy = noisy });
        if (noisy)
        {
            step.Emit(new Diagnostic(DiagnosticCodes.NoiseHigh, status.DecoderId, null, status.DecoderTimeUs, $"noise {noise}"));
        }
    }

    /// <summary>Before a race: decoders its timing points name, or else the one heard last, that fell silent.</summary>
    public static void CheckBeforeStart(FoldStep step, Run staged)
    {
        var decoders = step.State.Decoders;
        var named = staged.Plan.Track.Points.Select(p => p.DecoderId).OfType<uint>().Distinct().Order().ToArray();
        var needed = named.Length > 0 ? named : [.. decoders.OrderByDescending(d => d.Value.LastInput).Take(1).Select(d => d.Key)];
        foreach (var id in needed)
        {
            if (decoders.GetValueOrDefault(id)?.HeardUs is { } heardUs && step.CapturedUs - heardUs > s_silentUs)
            {
                step.Emit(staged, new Diagnostic(DiagnosticCodes.DecoderSilent, id, null, decoders[id].NowUs, null));
            }
        }
    }
}
