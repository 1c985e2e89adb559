using System.Runtime.CompilerServices;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Text with holes that are filled when a process starts: addresses, parameters, connection strings.</summary>
internal sealed class ReferenceExpression
{
    private readonly List<Func<ProcessResource, int, string>> parts;

    private ReferenceExpression(List<Func<ProcessResource, int, string>> parts)
    {
        this.parts = parts;
    }

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    internal static ReferenceExpression Literal(string value) => new([(_, _) => value]);

    /// <summary>Text that is known only when the application starts, such as a generated password.</summary>
    internal static ReferenceExpression Deferred(Func<string> value) => new([(_, _) => value()]);

    internal string Resolve(ProcessResource owner, int instance) => string.Concat(parts.Select(part => part(owner, instance)));

    /// <summary>
    /// Takes what Aspire's handler takes, and nothing else: <c>$"{speed}"</c> with a number must not compile here either,
    /// because it would not compile there.
    /// </summary>
    [InterpolatedStringHandler]
#pragma warning disable CA1034, CA1815 // Nested and without equality, because Aspire's is.
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal List<Func<ProcessResource, int, string>> Parts { get; } = new(Math.Min(literalLength, 1) + (2 * formattedCount));

        public void AppendLiteral(string value) => Parts.Add((_, _) => value);

        public void AppendFormatted(string? value) => Parts.Add((_, _) => value ?? "");

        public void AppendFormatted(EndpointReference valueProvider) => Parts.Add((_, _) => valueProvider.Url);

        public void AppendFormatted(EndpointReferenceExpression valueProvider) => Parts.Add(valueProvider.Resolve);

        public void AppendFormatted(ReferenceExpression valueProvider) => Parts.Add(valueProvider.Resolve);

        public void AppendFormatted(IResourceBuilder<ParameterResource> valueProvider) => Parts.Add((_, _) => valueProvider.Resource.Value);
    }
#pragma warning restore CA1034, CA1815
}
