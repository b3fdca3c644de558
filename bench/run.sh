# Read by the scripts beside it: builds what is needed and runs a command of dev.vitrine.bench.load.
# Takes $root.
jdk=$("$root/vitrine" --print-java-home)
. "$root/bench/build.sh"
"$root/vitrine" --version > /dev/null # Builds the server if needed, before anything is timed.

run() {
  command=$1
  shift
  # shellcheck disable=SC2086 # Options are meant to be split.
  exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -Xms2g -Xmx2g ${VITRINE_JAVA_OPTS:-} -Dvitrine.bench.root="$root" \
    -cp "$root/bench/target/classes:$root/bench/target/lib/*" "dev.vitrine.bench.load.$command" "$@"
}
