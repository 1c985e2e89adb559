using System.Text;
using BmxTiming.TrackClient.Spool;
using Xunit;

namespace BmxTiming.Tests.Support;

internal static class SpoolReading
{
    /// <summary>Every unsent record as text, in the order of sending. Fails on a hole.</summary>
    public static List<string> Unsent(SpoolCore spool)
    {
        var found = new List<string>();
        foreach (var boot in spool.Boots)
        {
            for (var next = boot.AckedSeq + 1; next <= boot.LastToSendSeq;)
            {
                var read = spool.Read(boot.Id, next, maxRecords: 3, maxBytes: 60);
                Assert.Null(read.MissingToSeq);
                Assert.NotEmpty(read.Records);
                found.AddRange(read.Records.Select(static record => Encoding.UTF8.GetString(record.Span)));
                next = read.LastSeq + 1;
            }
        }

        return found;
    }
}
