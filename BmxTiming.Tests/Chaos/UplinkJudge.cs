using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos;

/// <summary>Holds a log against what was captured at the track. Knows nothing of how it came there.</summary>
internal static class UplinkJudge
{
    /// <param name="captured">Payload numbers in the order of the track.</param>
    /// <param name="declaredLost">Payload numbers that can not be there, because the spool does not hold them any more.</param>
    /// <returns>What is wrong; null when every record is there once, in order, and what is missing is declared.</returns>
    public static string? Judge(IReadOnlyList<RawMessage> log, IReadOnlyList<int> captured, IReadOnlySet<int>? declaredLost = null)
    {
        var expected = captured.Where(number => declaredLost?.Contains(number) != true);
        var found = log.Where(static message => message.MessageType == MessageTypes.Passing).Select(static message => message.Payload.GetProperty("n").GetInt32()).ToArray();
        if (!found.SequenceEqual(expected))
        {
            return $"log holds [{string.Join(' ', found)}] of {captured.Count} captured, lost {string.Join(' ', declaredLost ?? new HashSet<int>())}";
        }

        foreach (var boot in log.GroupBy(static message => message.EventIdContext.BootId))
        {
            var next = 1L;
            foreach (var message in boot)
            {
                if (message.EventIdContext.Seq != next)
                {
                    return $"boot {boot.Key}: {message.EventIdContext.Seq} where {next} was due";
                }

                next = message.MessageType == MessageTypes.Gateway ? message.Payload.GetProperty("to_seq").GetInt64() + 1 : next + 1;
            }
        }

        return null;
    }
}
