using BmxTiming.Server.Hosting;

return await ServerVerbs.RunAsync(args);
