using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Scoring.Rules;

/// <summary>Follows every number of riders of a size rule through its rounds: whoever goes on must find a lane.</summary>
internal static class SizeFlow
{
    public const int MaxRiders = 1_024;

    public static Error? Find(Rulebook book, SizeRule size)
    {
        if (size.Motos.IsEmpty || size.Motos.Length > book.Motos.Names.Length)
        {
            return Wrong(RulebookCheck.Gates, size, "between one moto and as many as motos.names has.");
        }

        if (size.KnockOut is { } first && book.KnockOut.Rounds.All(round => round.Name != first))
        {
            return Wrong(RulebookCheck.Transfers, size, $"'{first}' is no round of knock_out.rounds.");
        }

        if (size.IsTransfer && (size.Best > 0 || book.Motos.TransferOrder is null))
        {
            return Wrong(
                RulebookCheck.Transfers, size, "riders go on from the gates (each, with a motos.transfer_order) or by the ranking (best), not both.");
        }

        return Enumerable.Range(size.From, size.To - size.From + 1)
            .Select(riders => Motos(book, size, riders, out var going) ?? KnockOut(book, size, going))
            .FirstOrDefault(error => error is not null);
    }

    private static Error? Motos(Rulebook book, SizeRule size, int riders, out int going)
    {
        going = size.Best;
        if (riders < size.Best)
        {
            return Wrong(RulebookCheck.Transfers, size, FormattableString.Invariant($"{size.Best} can not go on of {riders}."));
        }

        var riding = riders;
        foreach (var moto in size.Motos)
        {
            if (moto.Gates < 1 || moto.Each < 0 || riding < moto.Gates || riding > moto.Gates * book.Lanes.Count)
            {
                return Wrong(RulebookCheck.Gates, size, FormattableString.Invariant(
                    $"{riding} riders do not fit into {moto.Gates} gates of {book.Lanes.Count}."));
            }

            if (moto.Each > riding / moto.Gates)
            {
                return Wrong(RulebookCheck.Transfers, size, FormattableString.Invariant(
                    $"{moto.Each} can not go on of each gate of {riding / moto.Gates}."));
            }

            riding -= moto.Gates * moto.Each;
            going += moto.Gates * moto.Each;
        }

        return null;
    }

    private static Error? KnockOut(Rulebook book, SizeRule size, int going)
    {
        if ((size.KnockOut is null) != (going == 0))
        {
            return Wrong(RulebookCheck.Transfers, size, "riders go on where there is a knock-out, and only there.");
        }

        foreach (var round in book.KnockOutOf(size))
        {
            if (going > round.Heats * book.Lanes.Count || going < round.Heats || round.Each > going / round.Heats)
            {
                return Wrong(RulebookCheck.Transfers, size, FormattableString.Invariant(
                    $"{going} riders do not fit {round.Name}: {round.Heats} heats of {book.Lanes.Count}, {round.Each} of each go on."));
            }

            going = round.Heats * round.Each;
        }

        return null;
    }

    private static Error Wrong(string code, SizeRule size, string what) =>
        new(code, FormattableString.Invariant($"sizes, {size.From} to {size.To} riders: {what}"));
}
