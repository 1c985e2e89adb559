using BmxTiming.AppHost;

try
{
    var builder = DistributedApplication.CreateBuilder(args);
    builder.AddTimingStack();
    await builder.Build().RunAsync();
    return Environment.ExitCode;
}
catch (StackUsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
