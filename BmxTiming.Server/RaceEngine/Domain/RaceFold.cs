using System.Collections.Immutable;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>
/// (state, input) → (state, events): the whole race engine. Pure and total: the same log gives the same events
/// everywhere, and no input is refused by an exception. Time is the decoder time that inputs carry.
/// </summary>
internal static class RaceFold
{
    /// <summary>Changes whenever the same log would lead to other events; <c>stage</c> names the version it is raced with.</summary>
    public const int FoldVersion = 2;

    /// <summary>The oldest version a moto may ask for: what it can be staged with means the same since.</summary>
    public const int OldestFoldVersion = 1;

    public static (RaceState State, ImmutableArray<RaceOutput> Outputs) Apply(RaceState state, RaceInput input)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var step = new FoldStep(state, input.Source);
        if (!SenderRules.Take(step, input))
        {
            return (step.State, []);
        }

        switch (input)
        {
            case PassingInput passing:
                PassingRules.Apply(step, passing);
                break;
            case StatusInput { DecoderTimeUs: { } time } status when ClockRules.IsPlausible(time):
                ClockRules.Tick(step, status.DecoderId, time);
                HealthRules.CheckNoise(step, status);
                FinishRules.CheckDeadlines(step, status.DecoderId);
                break;
            case GatewayInput gateway:
                GatewayRules.Apply(step, gateway);
                break;
            case IntentInput intent:
                IntentRules.Apply(step, intent);
                break;
            case UnknownInput:
                step.Count(c => c with { UnknownMessages = c.UnknownMessages + 1 });
                break;
            case DeadLetteredInput:
                step.Emit(new InputIgnored(IgnoreReasons.DeadLettered, null, null, null, null));
                break;
            default: // VERSION, and a STATUS without a usable clock: nothing to a race.
                break;
        }

        return (step.State, step.Outputs);
    }
}
