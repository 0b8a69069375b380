# What the machine must have. Sourced by ./run and ./test, which set "repository".
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "wujin: $*"
    exit 1
}

# Every place where a dotnet may be.
each_dotnet() {
    printf '%s\n' "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$(command -v dotnet || true)" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet "${HOME:-/root}/.dotnet/dotnet"
}

# Sets "dotnet" to one that has the .NET 10 SDK, for building.
find_sdk() {
    while IFS= read -r dotnet; do
        [ -x "$dotnet" ] && "$dotnet" --list-sdks 2>/dev/null | grep -q '^10\.' && return
    done < <(each_dotnet)
    fail "the .NET 10 SDK is needed: get it with 'sudo apt-get install -y dotnet-sdk-10.0' (Ubuntu) or as https://dot.net/download says, then start again."
}

# Sets "dotnet" to one that has the ASP.NET Core 10 runtime, for running: looks only, which takes no time.
find_runtime() {
    while IFS= read -r dotnet; do
        [ -x "$dotnet" ] && compgen -G "$(dirname "$(readlink -f "$dotnet")")/shared/Microsoft.AspNetCore.App/10.*" >/dev/null && return
    done < <(each_dotnet)
    find_sdk
}

# How this user may install packages: "", "sudo -n", or nothing at all (then it returns 1).
apt_prefix() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        printf ''
    else
        command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
        printf 'sudo -n'
    fi
}

# Installs packages, saying what; fails with the exact command where that is not allowed.
install_packages() {
    local prefix
    prefix=$(apt_prefix) || fail "$why: run 'sudo apt-get update && sudo apt-get install -y $*', then start again${otherwise:+, or $otherwise}."
    say "wujin: $why: installing $*"
    # shellcheck disable=SC2086 # the prefix is two words or none
    {
        $prefix apt-get update -qq
        $prefix env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
    } >&2 || fail "apt-get could not install $*: see above."
}

# Whether a PostgreSQL 15 or later with PostGIS is there, in the places where the service looks, too.
have_postgis() {
    [ -n "${WUJIN_PG_BIN:-}" ] && return
    local bin shared
    for bin in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin "$(pg_config --bindir 2>/dev/null)"; do
        [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] || continue
        [ "$("$bin/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 15 ] || continue
        shared=$("$bin/pg_config" --sharedir 2>/dev/null || printf '/usr/share/postgresql/%s' "$(basename "$(dirname "$bin")")")
        [ -f "$shared/extension/postgis.control" ] && return
    done
    return 1
}

# Brings PostgreSQL and PostGIS, without the server on port 5432 that the packages would start.
install_postgis() {
    local why="PostgreSQL 15 or later with PostGIS 3.3 or later is needed" otherwise="set WUJIN_DATABASE to a database elsewhere"
    local snippets=/etc/postgresql-common/createcluster.d snippet='' prefix=''
    if prefix=$(apt_prefix); then
        snippet=$snippets/wujin-install.conf
        $prefix mkdir -p "$snippets"
        echo 'create_main_cluster = false' | $prefix tee "$snippet" >/dev/null
        # shellcheck disable=SC2064 # the values of now
        trap "$prefix rm -f '$snippet'" EXIT
    fi
    install_packages postgresql-postgis
    $prefix rm -f "$snippet"
    trap - EXIT
    have_postgis || fail "$why, and this release of the distribution has an older one: add the packages of https://apt.postgresql.org, then install postgresql-17-postgis-3, or $otherwise."
}

# Whether Node 18 or later is there, with npm: what the browser map is built with.
have_node() {
    command -v npm >/dev/null && [ "$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/' | grep . || echo 0)" -ge 18 ]
}

# The packages that a restore, by its output, could not get; one line, none where it failed otherwise.
missing_packages() {
    grep -oE "NU110[12]: Unable to find (a stable )?package '?[A-Za-z0-9.]+" "$1" | sed 's/.*[ '\'']//; s/\.$//' | sort -u | paste -sd ' '
}
