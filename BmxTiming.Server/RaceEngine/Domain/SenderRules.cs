using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>
/// Messages that came before are recognised by (client, boot, seq), however long after: the broker's own memory of
/// message ids lasts minutes, this one is part of the state.
/// </summary>
internal static class SenderRules
{
    /// <returns><c>false</c> when the input is a duplicate, which changes nothing but a counter.</returns>
    public static bool Take(FoldStep step, RaceInput input)
    {
        var source = input.Source;

        // Every intent is a boot of its own and is known by its intent id; bytes without a sender have no sequence.
        if (input is not IntentInput && source.ClientId != default)
        {
            var sender = step.State.Senders.GetValueOrDefault(source.ClientId, Sender.New);
            if (sender.Boots.TryGetValue(source.BootId, out var mark) && source.Seq <= mark.LastSeq)
            {
                step.Count(c => c with { DuplicateMessages = c.DuplicateMessages + 1 });
                return false;
            }

            step.State = Remember(step.State, source, sender);
        }

        step.State = step.State with { Inputs = step.State.Inputs + 1 };
        return true;
    }

    private static RaceState Remember(RaceState state, InputSource source, Sender sender)
    {
        var boots = Bounded.Put(
            sender.Boots, source.BootId, new BootMark(source.Seq, state.Inputs), Sender.MaxBoots, mark => mark.LastInput);
        return state with
        {
            Senders = Bounded.Put(
                state.Senders,
                source.ClientId,
                sender with { Boots = boots, LastInput = state.Inputs },
                RaceState.MaxSenders,
                s => s.LastInput),
        };
    }
}
