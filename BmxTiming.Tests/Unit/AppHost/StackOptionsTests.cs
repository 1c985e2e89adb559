using BmxTiming.AppHost;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace BmxTiming.Tests.Unit.AppHost;

public sealed class StackOptionsTests
{
    [Theory]
    [InlineData("Tracks", "0")]
    [InlineData("Tracks", "27")]
    [InlineData("Tracks", "three")]
    [InlineData("Speed", "-1")]
    [InlineData("Speed", "0")]
    [InlineData("Speed", "1,5")]
    [InlineData("ResultPatience", "0")]
    [InlineData("Port", "70000")]
    [InlineData("Topology", "both")]
    public void A_value_out_of_range_is_refused_by_name(string key, string value)
    {
        var configuration = new ConfigurationManager { [$"Stack:{key}"] = value, ["Stack:StateDirectory"] = Path.GetTempPath() };

        var refused = Assert.Throws<StackUsageException>(() => StackOptions.From(configuration, "/repo"));

        Assert.Contains($"Stack:{key}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Track_ids_are_letters_in_order()
    {
        await using var stack = new LocalStack(args: "--Stack:Tracks=4");

        Assert.Equal(["track-a", "track-b", "track-c", "track-d"], StackOptions.From(stack.Builder.Configuration, "/repo").TrackIds);
    }

    [Fact]
    public void Two_checkouts_have_two_state_directories_and_only_root_has_one_outside_its_home()
    {
        Assert.NotEqual(StateDirectory.DefaultPath("/a", isRoot: true, "/root"), StateDirectory.DefaultPath("/b", isRoot: true, "/root"));
        Assert.StartsWith("/var/tmp/bmxtiming/", StateDirectory.DefaultPath("/a", isRoot: true, "/root"), StringComparison.Ordinal);
        Assert.StartsWith("/home/x/.local/share/bmxtiming/", StateDirectory.DefaultPath("/a", isRoot: false, "/home/x"), StringComparison.Ordinal);
    }
}
