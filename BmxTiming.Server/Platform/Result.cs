using System.Diagnostics.CodeAnalysis;

namespace BmxTiming.Server.Platform;

/// <param name="Code">Stable, lower-case with underscores; clients act on it.</param>
/// <param name="Message">For people: what is wrong and what to do.</param>
internal sealed record Error(string Code, string Message);

/// <summary>A value, or an expected refusal.</summary>
internal sealed record Result<T>
{
    public T? Value { get; init; }

    public Error? Error { get; init; }

    [MemberNotNullWhen(false, nameof(Error))]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsOk => Error is null;
}

internal static class Result
{
    public static Result<T> Ok<T>(T value) => new() { Value = value };

    public static Result<T> Fail<T>(string code, string message) => new() { Error = new Error(code, message) };
}
