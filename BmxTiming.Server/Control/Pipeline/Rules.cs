using BmxTiming.Protocol.Ids;
using FluentValidation;

namespace BmxTiming.Server.Control.Pipeline;

/// <summary>Rules that several requests share.</summary>
internal static class Rules
{
    public const int MaxName = 80;

    public static IRuleBuilderOptions<T, string?> Token<T, TToken>(this IRuleBuilder<T, string?> rule, string field)
        where TToken : struct, IWireToken<TToken> => rule
        .Must(text => TToken.TryParse(text, out _))
        .WithErrorCode(ControlCodes.InvalidIdentifier)
        .WithMessage($"{field} must be 1 to {WireToken.MaxLength} characters of a-z, 0-9, '_' and '-', and no reserved word.");

    /// <summary>A text that people read: not blank, not long, no control characters.</summary>
    public static IRuleBuilderOptions<T, string?> Name<T>(this IRuleBuilder<T, string?> rule, string field, int maxLength = MaxName) => rule
        .Must(text => !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength && !text.Any(char.IsControl))
        .WithMessage($"{field} must have 1 to {maxLength} characters.");
}
