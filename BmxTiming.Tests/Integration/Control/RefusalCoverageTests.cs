using System.Reflection;
using BmxTiming.Server.Control;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>
/// Every code that the control API can refuse with has a test that was refused with it. Those of a meeting's steps are the theory of
/// <see cref="MeetingWorkflowTests"/>, which has a case for each.
/// </summary>
public sealed class RefusalCoverageTests
{
    [Fact]
    public void Every_code_has_a_test_that_provokes_it()
    {
        var provoked = Provoked();
        var known = Codes(typeof(ControlCodes)).Concat(EngineRefusals.WhatToDo.Keys)
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(known.Count > 80, $"{known.Count} codes found");
        Assert.Empty(known.Except(provoked, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Empty(provoked.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_test_that_claims_what_it_did_not_see_fails()
    {
        var test = TestContext.Current.Test!.UniqueID;
        foreach (var code in AnsweredCodes.In("""{"status":409,"code":"seen_here","problems":[{"code":"seen_below"}]}"""))
        {
            AnsweredCodes.Note(code);
        }

        Assert.Equal(["never_seen"], ProvokesAttribute.Missing(["seen_here", "never_seen", "seen_below"], test));
        Assert.Equal(["seen_here"], ProvokesAttribute.Missing(["seen_here"], "another test"));
    }

    private static IEnumerable<string> Codes(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static HashSet<string> Provoked() => typeof(RefusalCoverageTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .SelectMany(method => method.GetCustomAttribute<ProvokesAttribute>()?.Codes ?? [])
        .ToHashSet(StringComparer.Ordinal);
}
