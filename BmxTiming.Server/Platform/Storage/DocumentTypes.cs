using System.Linq.Expressions;
using Marten;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>
/// The documents of the whole system. Every process that touches PostgreSQL knows all of them, so that the schema
/// check of one role speaks for all.
/// </summary>
internal sealed class DocumentTypes
{
    /// <summary>What people and the control role decide; backed up.</summary>
    public const string ControlSchema = "control";

    /// <summary>What projections derive from the logs; can be made again.</summary>
    public const string ReadSchema = "read";

    private readonly List<Action<StoreOptions>> _mappings = [];

    /// <param name="revisioned">Its revision is a number that the writer names and that only grows.</param>
    /// <param name="indexes">Members that queries filter or sort by.</param>
    public DocumentTypes Add<T>(string schema, bool revisioned = false, params IReadOnlyList<Expression<Func<T, object?>>> indexes)
        where T : notnull
    {
        _mappings.Add(options =>
        {
            var mapping = options.Schema.For<T>().DatabaseSchemaName(schema);
            if (revisioned)
            {
                mapping.UseNumericRevisions(true);
            }

            foreach (var index in indexes)
            {
                mapping.Index(index!);
            }
        });
        return this;
    }

    /// <summary>Writers who read an older state of one of these than the stored one are refused: saving finds a conflict.</summary>
    public DocumentTypes Guarded<T>()
        where T : notnull
    {
        _mappings.Add(options => options.Schema.For<T>().UseOptimisticConcurrency(true));
        return this;
    }

    /// <summary>An index for <see cref="TextSearch"/>.</summary>
    public DocumentTypes WithText<T>(Expression<Func<T, object?>> text)
        where T : notnull
    {
        _mappings.Add(options => options.Schema.For<T>().FullTextIndex(TextSearch.Configuration, text!));
        return this;
    }

    internal void Apply(StoreOptions options)
    {
        foreach (var mapping in _mappings)
        {
            mapping(options);
        }
    }
}
