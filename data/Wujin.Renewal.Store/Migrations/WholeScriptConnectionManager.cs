using DbUp.Postgresql;
using Npgsql;

namespace Wujin.Renewal.Store.Migrations;

/// <summary>
/// Lets the server take each script apart. The parsers of DbUp and of the driver cut at every semicolon outside quotes, and so break a
/// function with a <c>BEGIN ATOMIC</c> body (github.com/npgsql/npgsql issue 4445); PostgreSQL's own, reached through
/// <c>EXECUTE</c>, knows its whole syntax. It also refuses COMMIT in a script, which would part the script from its journal line.
/// </summary>
internal sealed class WholeScriptConnectionManager(NpgsqlDataSource dataSource) : PostgresqlConnectionManager(dataSource)
{
    /// <inheritdoc/>
    public override IEnumerable<string> SplitScriptIntoCommands(string scriptContents) =>
        [$"DO $wujin_do$ BEGIN EXECUTE $wujin_script${scriptContents}$wujin_script$; END $wujin_do$"];
}
