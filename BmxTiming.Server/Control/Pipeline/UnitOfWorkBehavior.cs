using System.Text.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Control.Pipeline;

/// <summary>Stores what the handler changed together with its audit entry, or nothing.</summary>
internal sealed class UnitOfWorkBehavior<TRequest, T>(DocumentSession session, TimeProvider time, IOptions<JsonOptions> json)
    : IPipelineBehavior<TRequest, Result<T>>
    where TRequest : IChange<T>
{
    public async Task<Result<T>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<T>> next)
    {
        var result = await next();
        if (!result.IsOk)
        {
            return result;
        }

        session.Insert(new AuditEntry
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("D"),
            AtUs = Micros.Now(time),
            Actor = request.Actor,
            Action = request.Action,
            Subject = request.Subject,
            Change = JsonSerializer.Serialize(request, json.Value.SerializerOptions),
        });
        return await session.TrySaveAsync(cancellationToken)
            ? result
            : Result.Fail<T>(ControlCodes.Conflict, "Another request changed this at the same moment. Repeat yours.");
    }
}
