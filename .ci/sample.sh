# Builds the sample project of harness/junit against installed artifacts, with JUnit 5 and 6. Sourced.

# The artifacts are installed into a copy of the local repository that is made of links and removed again: what is installed for good
# could be picked up, stale, by a later build of a part of the reactor.
sample_repository=

# junit_version POM: the version of JUnit in it
junit_version() {
    sed -n 's|.*<junit.version>\(.*\)</junit.version>.*|\1|p' "$1"
}

JUNIT_5=$(junit_version harness/junit/pom.xml)
JUNIT_6=$(junit_version pom.xml)

check_sample() {
    local own=${MAVEN_REPOSITORY:-$HOME/.m2/repository} version
    mkdir -p "$own"
    sample_repository=$(mktemp -d "$(dirname "$own")/maat-sample.XXXXXX")
    cp -al "$own/." "$sample_repository"
    rm -rf "$sample_repository/dev/maat"
    say "installing for the sample project"
    mvn -q -B -ntp -Dquick -Dformatter.skip=true -Dmaven.test.skip=true -Dmaven.repo.local="$sample_repository" -pl harness/junit -am install
    for version in "$JUNIT_5" "$JUNIT_6"; do
        say "sample project with JUnit $version"
        mvn -q -B -ntp -f harness/junit/sample/pom.xml -Dmaven.repo.local="$sample_repository" -Djunit.version="$version" clean verify
        require_sample_tests "$version"
    done
    remove_sample_repository
}

# A sample without tests would pass too.
require_sample_tests() {
    local reports=harness/junit/sample/target/surefire-reports
    grep -qs 'testcase name="[^"]*seed 5"' "$reports"/*GossipChaosTest.xml &&
        grep -qs 'testcase name="[^"]*agreement"' "$reports"/*GossipCertificationTest.xml ||
        { say "the sample project with JUnit $1 did not run its tests, or their names are not those that JUnit shows: see $reports"; return 1; }
}

remove_sample_repository() {
    [ -z "$sample_repository" ] || rm -rf "$sample_repository"
    sample_repository=
}
