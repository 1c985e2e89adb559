using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Decoder time, the only clock of the fold. It moves with passings and STATUS, never by itself.</summary>
internal static class ClockRules
{
    /// <summary>2^53: what JSON readers can hold exactly, in the year 2255. Times beyond it, or below 0, are no times.</summary>
    private const long MaxUs = 1L << 53;

    public static bool IsPlausible(Micros decoderTimeUs) => decoderTimeUs.Value is >= 0 and < MaxUs;

    /// <summary>A live message of this decoder says what its clock reads now.</summary>
    public static void Tick(FoldStep step, uint decoderId, Micros decoderTimeUs)
    {
        var decoder = step.State.Decoders.GetValueOrDefault(decoderId, DecoderState.New).SeenAt(decoderTimeUs);
        Put(step, decoderId, decoder with { ServerMinusDecoderUs = step.CapturedUs - decoderTimeUs });
    }

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
        }
    }
}
