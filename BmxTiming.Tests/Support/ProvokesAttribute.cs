using System.Reflection;
using Xunit;
using Xunit.v3;

namespace BmxTiming.Tests.Support;

/// <summary>
/// Names the refusals that a test provokes. The test fails when one of them was not answered, and
/// <see cref="Integration.Control.RefusalCoverageTests"/> fails for a code that no test names.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProvokesAttribute(params string[] codes) : BeforeAfterTestAttribute
{
    public IReadOnlyList<string> Codes { get; } = codes;

    public static IEnumerable<string> Missing(IEnumerable<string> codes, string test) =>
        codes.Except(AnsweredCodes.Of(test), StringComparer.Ordinal);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        // A test that failed has said why.
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
        {
            Assert.Empty(Missing(Codes, test.UniqueID));
        }
    }
}
