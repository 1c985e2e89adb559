using BmxTiming.Server.Platform;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Pipeline;

/// <summary>Refuses a request that breaks its own rules before anything is read.</summary>
internal sealed class ValidationBehavior<TRequest, T>(IValidator<TRequest> validator) : IPipelineBehavior<TRequest, Result<T>>
    where TRequest : IChange<T>
{
    public async Task<Result<T>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<T>> next)
    {
        var validation = await validator.ValidateAsync(request, cancellationToken);
        if (validation.IsValid)
        {
            return await next();
        }

        var code = validation.Errors.Any(error => error.ErrorCode == ControlCodes.InvalidIdentifier)
            ? ControlCodes.InvalidIdentifier
            : ControlCodes.InvalidRequest;
        return Result.Fail<T>(code, string.Join(" ", validation.Errors.Select(error => error.ErrorMessage)));
    }
}
