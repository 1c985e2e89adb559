using BmxTiming.Server.Platform;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Pipeline;

/// <summary>MediatR, registered by hand: no scanning, and every use case is named once.</summary>
internal static class MediatorRegistration
{
    public static IServiceCollection AddMediator(this IServiceCollection services) => services
        .AddScoped<ServiceFactory>(provider => provider.GetRequiredService)
        .AddScoped<IMediator, Mediator>();

    public static IServiceCollection AddChange<TRequest, T, THandler, TValidator>(this IServiceCollection services)
        where TRequest : IChange<T>
        where THandler : class, IRequestHandler<TRequest, Result<T>>
        where TValidator : class, IValidator<TRequest> => services
        .AddSingleton<IValidator<TRequest>, TValidator>()
        .AddScoped<IPipelineBehavior<TRequest, Result<T>>, ValidationBehavior<TRequest, T>>()
        .AddScoped<IPipelineBehavior<TRequest, Result<T>>, UnitOfWorkBehavior<TRequest, T>>()
        .AddScoped<IRequestHandler<TRequest, Result<T>>, THandler>();
}
