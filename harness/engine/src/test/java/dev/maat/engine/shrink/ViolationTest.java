package dev.maat.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViolationTest {
    private static String kind(String sentence) {
        return new Violation("a-property", sentence).kind();
    }

    @Test
    void namesAndNumbersMakeNoOtherKind() {
        assertThat(kind("n1.0 delivered n3.0:96 in view 1@n1.0/1, but n4.0 never did"))
                .isEqualTo(kind("n12.3 delivered n2.1:7 in view 22@n4.0/3, but n5.2 never did"));
        assertThat(kind("at n1.0 the members n1.0, n2.0 and n3.0 are 3"))
                .isEqualTo(kind("at n1.0 the members n1.0 and n3.0 are 2"))
                .isEqualTo(kind("at n1.0 the members n3.0 are 1"));
        assertThat(kind("whose members [n1.0, n2.0] are")).isEqualTo(kind("whose members [n2.0] are"));
    }

    @Test
    void otherWordsMakeAnotherKind() {
        assertThat(kind("n1.0 was blocked and never unblocked"))
                .isNotEqualTo(kind("n1.0's send of n1.0:3 never returned"));
        assertThat(kind("n1.0 delivered n3.0:96 twice")).isNotEqualTo(kind("n1.0 delivered n3.0:96 before n1.0:4"));
    }

    @Test
    void theStackOfACrashMakesNoOtherKind() {
        assertThat(kind("n1.0 died: it threw\nat a.B.c(B.java:3)"))
                .isEqualTo(kind("n2.0 died: it threw\nat d.E.f(E.java:9)"));
    }
}
