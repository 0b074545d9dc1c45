# A JDK 21 or newer for Maven itself, so that the formatter's check runs too. Sourced.

# jdk_feature_version HOME: prints 21 for a 21.x, 0 where there is no JDK
jdk_feature_version() {
    local version=
    if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    fi
    echo "${version:-0}"
}

find_jdk() {
    local home version best= best_version=0
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        version=$(jdk_feature_version "$home")
        if [ "$version" -gt "$best_version" ]; then
            best=$home best_version=$version
        fi
    done
    if [ "$best_version" -lt 21 ]; then
        say "no JDK 21 or newer in JAVA_HOME or /usr/lib/jvm (the newest is $best_version): install one and run this again"
        exit 1
    fi
    export JAVA_HOME=$best
    say "JDK $best_version"
}

need_maven() {
    need_command mvn maven
}
