using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BmxTiming.Server.Control.Draws;

namespace BmxTiming.Server.Control.Results;

/// <summary>
/// Tells a race that says something else than when its class was checked: race control can correct, reset or run a race again at any time,
/// and a result that is checked or official does not follow by itself. Pure.
/// </summary>
internal static class RaceSums
{
    public static IReadOnlyList<RaceSum> Of(MeetingData data, ClassPlan plan) => [.. plan.Rounds
        .SelectMany(round => round.Gates.Select((_, gate) => plan.MotoIdOf(round.Round, gate)))
        .Select(moto => new RaceSum(moto, SumOf(data.OutcomeOf(moto))))];

    /// <returns>Races that have changed since the check; none while the result is provisional.</returns>
    public static IEnumerable<string> ChangedSinceCheck(MeetingData data, ClassPlan plan) => plan.CheckedRaces
        .Where(race => race.Sum != SumOf(data.OutcomeOf(race.MotoId)))
        .Select(static race => race.MotoId);

    private static string SumOf(MotoOutcome? outcome)
    {
        if (outcome is null)
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{outcome.RunNumber}");
        foreach (var row in outcome.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $";{row.RiderId},{row.Place},{row.Code},{row.ElapsedUs?.Value}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
