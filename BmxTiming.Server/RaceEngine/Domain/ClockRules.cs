using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Decoder time, the only clock of the fold. It moves with passings and STATUS, never by itself.</summary>
internal static class ClockRules
{
    /// <summary>2^53: what JSON readers can hold exactly, in the year 2255. Times beyond it, or below 0, are no times.</summary>
    private const long MaxUs = 1L << 53;

    private const long MaxOffsetUs = 86_400 * Micros.PerSecond;

    public static bool IsPlausible(Micros decoderTimeUs) => decoderTimeUs.Value is >= 0 and < MaxUs;

    public static bool IsPlausibleOffset(Micros offsetUs) => offsetUs.Value is > -MaxOffsetUs and < MaxOffsetUs;

    /// <summary>A live message of this decoder says what its clock reads now.</summary>
    public static void Tick(FoldStep step, uint decoderId, Micros decoderTimeUs) =>
        Put(step, decoderId, Ticked(step, step.State.Decoders.GetValueOrDefault(decoderId, DecoderState.New), decoderTimeUs));

    public static DecoderState Ticked(FoldStep step, DecoderState decoder, Micros decoderTimeUs) => decoder.SeenAt(decoderTimeUs) with
    {
        ServerMinusDecoderUs = step.CapturedUs - decoderTimeUs,
        HeardUs = step.CapturedUs,
    };

    public static void Put(FoldStep step, uint decoderId, DecoderState decoder)
    {
        var state = step.State;
        step.State = state with
        {
            Decoders = Bounded.Put(
                state.Decoders, decoderId, decoder with { LastInput = state.Inputs }, RaceState.MaxDecoders, d => d.LastInput),
        };
    }

    /// <summary>The decoder's clock was set: what it read so far is shifted by as much, so that graces keep their length.</summary>
    public static void Step(FoldStep step, uint decoderId, Micros deltaUs)
    {
        if (step.State.Decoders.TryGetValue(decoderId, out var decoder)
            && decoder.NowUs is { } now
            && IsPlausible(now + deltaUs))
        {
            Put(step, decoderId, decoder with { NowUs = now + deltaUs, ServerMinusDecoderUs = null });
            foreach (var run in step.State.Runs)
            {
                if (run.Phase == RunPhase.Racing && (run.Gate!.DecoderId == decoderId || run.Plan.Track.Serves(decoderId)))
                {
                    Distrust(step, run, decoderId, deltaUs);
                }
            }
        }
    }

    /// <summary>
    /// The race spans the step. The gateway's measure of it is good enough to find the timing point of a read, not to
    /// compare times by: from now on the order of arrival decides, and people confirm.
    /// </summary>
    private static void Distrust(FoldStep step, Run run, uint decoderId, Micros deltaUs)
    {
        var earlierUs = run.ClockSet is { } set && set.DecoderId == decoderId ? set.DeltaUs : Micros.Zero;
        var distrusted = run with { ClockSet = new ClockSet(decoderId, earlierUs + deltaUs) };
        step.Put(distrusted);
        if (run.AnyCrossing)
        {
            step.Emit(distrusted, new PositionsUpdated(run.RunId, Ranking.Positions(distrusted), step.CapturedUs));
        }

        FlagRules.Refresh(step, run.RunId);
    }
}
