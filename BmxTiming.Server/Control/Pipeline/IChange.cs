using BmxTiming.Server.Platform;
using MediatR;

namespace BmxTiming.Server.Control.Pipeline;

/// <summary>A request that changes something: validated, done in one transaction, and audited.</summary>
internal interface IChange<T> : IRequest<Result<T>>
{
    /// <summary>Name of the use case in the audit.</summary>
    string Action { get; }

    /// <summary>What is changed, as a path.</summary>
    string Subject { get; }

    string Actor { get; }
}
