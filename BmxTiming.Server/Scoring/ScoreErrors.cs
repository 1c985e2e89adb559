namespace BmxTiming.Server.Scoring;

/// <summary>Why a class is not scored.</summary>
internal static class ScoreErrors
{
    public const string ClassIncomplete = "class_incomplete";
    public const string ClassWithoutRounds = "class_without_rounds";

    public const string NoRuleForSize = "no_rule_for_size";
    public const string RiderTwice = "rider_twice";
    public const string RoundUnknown = "round_unknown";
    public const string RoundTwice = "round_twice";
    public const string RoundMissing = "round_missing";
    public const string ResultInvalid = "result_invalid";
    public const string CodeUnknown = "code_unknown";
    public const string HeatMissing = "heat_missing";
    public const string PointsUnknown = "points_unknown";

    /// <summary>
    /// The sheet itself lacks what scoring needs: left out with the reason. So is, where only sheets and rules are compared, a class for
    /// which the rulebook claims nothing. Everything else is wrong and refused.
    /// </summary>
    public static bool IsExclusion(string code, bool verify) =>
        code is ClassIncomplete or ClassWithoutRounds || (verify && code is NoRuleForSize);
}
