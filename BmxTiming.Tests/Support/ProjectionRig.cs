using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Projections;
using BmxTiming.Server.ReadModels;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>What tests of read models need: settings, waiting for a position, and the documents as one hash.</summary>
internal static class ProjectionRig
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Dictionary<string, string?> Settings(string natsUrl, string database) => new()
    {
        ["ConnectionStrings:nats"] = natsUrl,
        ["ConnectionStrings:timing"] = database,
        ["Streams:ProvisionInline"] = "true",
    };

    public static async Task ReachesAsync(TestServerHost host, ProjectionFeed feed, TrackId track, ulong seq)
    {
        long? reached = null;
        await Eventually.HoldsAsync(
            async () => (reached = await PositionAsync(host, feed, track)) == (long)seq,
            s_patience,
            () => $"checkpoint {reached}, log {seq}");
    }

    /// <summary>How far a feed is stored on a track.</summary>
    public static async Task<long?> PositionAsync(TestServerHost host, ProjectionFeed feed, TrackId track)
    {
        await using var session = Open(host);
        return (await session.FindAsync<ProjectionCheckpoint>(ProjectionCheckpoint.IdOf(feed.Name, track), Stop))?.StreamSeq;
    }

    public static DocumentSession Open(TestServerHost host) => host.Services.GetRequiredService<DocumentSessions>().Open();

    /// <summary>SHA-256 over all read models of the database, by kind and id, as JSON.</summary>
    public static async Task<string> HashAsync(TestServerHost host)
    {
        var text = new StringBuilder();
        await using var session = Open(host);
        await AddAsync<RaceBoard>(session, text, document => document.Id);
        await AddAsync<MotoResult>(session, text, document => document.Id);
        await AddAsync<ClassStanding>(session, text, document => document.Id);
        await AddAsync<TrackDiagnostics>(session, text, document => document.Id);
        await AddAsync<DecoderHealth>(session, text, document => document.Id);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static async Task AddAsync<T>(DocumentSession session, StringBuilder text, Func<T, string> id)
        where T : class
    {
        var documents = await session.ListAsync<T>(all => all, Stop);
        Assert.NotEmpty(documents);
        foreach (var document in documents.OrderBy(id, StringComparer.Ordinal))
        {
            text.Append(typeof(T).Name).Append(' ').Append(JsonSerializer.Serialize(document)).Append('\n');
        }
    }
}
