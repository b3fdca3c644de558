# Read by the scripts beside it: builds the benchmarks if what is there is older than their source.
# Takes $root and $jdk.
built=$root/bench/target/.built
if [ ! -f "$built" ] || [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root/api" "$root/core/src/main" "$root/client/src/main" "$root/store-sql/src/main" "$root/store-s3/src/main" "$root/bench/src/main" -newer "$built" -print 2>/dev/null | head -n 1)" ]; then
  echo "bench: building ..." >&2
  (
    cd "$root"
    JAVA_HOME=$jdk
    MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
    export JAVA_HOME MAVEN_OPTS
    mvn -B -q -Dmaven.test.skip=true -Derrorprone.skip=true package -pl bench -am
    : >bench/target/.built
  ) >&2
fi
