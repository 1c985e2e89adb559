using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using MediatR;

namespace BmxTiming.Server.Control.Results;

/// <summary>Fills the next round of a class when the last race of the one before is in the read models.</summary>
internal sealed class RoundFiller(IServiceScopeFactory scopes, TimeProvider time, ILogger<RoundFiller> logger) : BackgroundService
{
    public const string Actor = "round-filler";

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    /// <summary>A meeting is read whole only when a race or a class of it went on; and now and then, whatever happened.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (long Changes, long At)> _looked = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FillAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (StorageFailures.IsTransient(e))
            {
                Log.RoundsNotFilled(logger, e.Message);
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DocumentSession>();
        foreach (var racing in await session.ListAsync<MeetingPlan>(
            all => all.Where(x => x.Step == MeetingStep.Racing).OrderBy(x => x.Id), cancellationToken))
        {
            var changes = await ChangesAsync(session, racing.Id, cancellationToken);
            if (_looked.TryGetValue(racing.Id, out var last) && last.Changes == changes && time.GetElapsedTime(last.At) < s_longest)
            {
                continue;
            }

            var loaded = await new MeetingLoader(session).LoadAsync(MeetingId.Parse(racing.Id), cancellationToken);
            foreach (var plan in loaded.Value?.Classes ?? [])
            {
                if (!ReferenceEquals(RoundFilling.Fill(loaded.Value!, plan), plan))
                {
                    await using var inner = scopes.CreateAsyncScope();
                    await inner.ServiceProvider.GetRequiredService<IMediator>().Send(
                        new ChangeClass(MeetingId.Parse(racing.Id), ClassActions.FillRound, new ClassBody(plan.ClassName), Actor), cancellationToken);
                }
            }

            _looked[racing.Id] = (changes, time.GetTimestamp());
        }
    }

    /// <summary>Another number after each event of its races, each change of its classes and each scratch.</summary>
    private static async Task<long> ChangesAsync(DocumentSession session, string meeting, CancellationToken cancellationToken)
    {
        var races = await session.ListAsync<MotoResult, long>(
            all => all.Where(x => x.MeetingId == meeting).OrderByDescending(x => x.StreamSeq).Select(x => x.StreamSeq).Take(1), cancellationToken);
        var classes = await session.ListAsync<ClassPlan, long>(
            all => all.Where(x => x.MeetingId == meeting).Select(x => x.Version), cancellationToken);
        var scratched = await session.ListAsync<Entry, string>(
            all => all.Where(x => x.MeetingId == meeting && x.Scratched).Select(x => x.Id), cancellationToken);
        return races.Sum() + classes.Sum() + scratched.Count;
    }
}
