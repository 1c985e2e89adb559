using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace BmxTiming.Tests.Unit.AppHost;

public sealed class AspireSurfaceTests
{
    private static readonly Type[] Surface =
    [
        typeof(DistributedApplication),
        typeof(IDistributedApplicationBuilder),
        typeof(DistributedApplicationExecutionContext),
        typeof(ParameterResourceBuilderExtensions),
        typeof(ExecutableResourceBuilderExtensions),
        typeof(ResourceBuilderExtensions),
        typeof(DotnetProjectHostingExtensions),
        typeof(DotnetProgramResourceBuilderExtensions),
        typeof(NatsBuilderExtensions),
        typeof(PostgresBuilderExtensions),
        typeof(JavaScriptHostingExtensions),
        typeof(EndpointReference),
        typeof(EndpointReferenceExpression),
        typeof(ReferenceExpression),
    ];

    [Fact]
    public void The_stand_in_offers_exactly_the_signatures_of_Aspire_that_are_written_down()
    {
        var written = Written();
        var offered = Surface.SelectMany(HostingSurface.Of).ToArray();

        Assert.Empty(offered.Except(written));
        Assert.Empty(written.Except(offered));
    }

    [Fact]
    public void A_method_that_Aspire_does_not_have_is_found()
    {
        var offered = HostingSurface.Of(typeof(PlantedExtensions)).ToArray();

        Assert.Equal(
            ["PlantedExtensions.WithEnvironment<T>(this IResourceBuilder<T> builder, string name, int value) : IResourceBuilder<T> where T : IResourceWithEnvironment"],
            offered.Except(Written()));
    }

    [Fact]
    public void Every_extension_class_of_the_stand_in_is_compared()
    {
        var classes = typeof(DistributedApplication).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(DistributedApplication).Namespace && type.IsDefined(typeof(ExtensionAttribute), inherit: false));

        Assert.Empty(classes.Except(Surface));
    }

    [Fact]
    public void An_interpolated_value_takes_text_and_references_but_no_number()
    {
        var taken = typeof(ReferenceExpression.ExpressionInterpolatedStringHandler).GetMethods()
            .Where(method => method.Name == "AppendFormatted")
            .Select(method => HostingSurface.Name(method.GetParameters().Single().ParameterType));

        Assert.Equal(
            ["EndpointReference", "EndpointReferenceExpression", "IResourceBuilder<ParameterResource>", "ReferenceExpression", "string"],
            taken.Order(StringComparer.Ordinal));
    }

    private static string[] Written()
    {
        var repository = Path.GetDirectoryName(DistributedApplication.CreateBuilder([]).AppHostDirectory)!;
        return [.. File.ReadAllLines(Path.Combine(repository, "docs", "aspire-api.txt")).Where(line => line.Length > 0 && line[0] != '#')];
    }
}

internal static class PlantedExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, int value)
        where T : IResourceWithEnvironment => builder.WithEnvironment(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
