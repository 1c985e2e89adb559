# shellcheck shell=bash
# PostgreSQL's server programs. The stack runs its own server on its own data; a cluster of the machine is never touched.

find_postgres() {
  if [[ -n ${BMX_POSTGRES_BIN:-} ]]; then
    [[ -x $BMX_POSTGRES_BIN/initdb && -x $BMX_POSTGRES_BIN/postgres ]]
    return
  fi
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

ensure_postgres() {
  find_postgres && return
  [[ -z ${BMX_POSTGRES_BIN:-} ]] || die_missing "BMX_POSTGRES_BIN=$BMX_POSTGRES_BIN has no initdb and postgres"
  # Debian's package would create and start a cluster on port 5432; nobody asked for that one.
  if [[ ! -e /etc/postgresql-common/createcluster.conf ]]; then
    as_root mkdir -p /etc/postgresql-common
    printf '%s\n' '# Written by BmxTiming before it installed PostgreSQL: it brings its own data directory.' 'create_main_cluster = false' |
      as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  install_packages postgresql
  find_postgres || die_missing "PostgreSQL: the package came without initdb; set BMX_POSTGRES_BIN to the folder of your own"
}
