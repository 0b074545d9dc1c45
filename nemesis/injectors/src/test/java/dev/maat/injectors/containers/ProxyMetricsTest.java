package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyMetricsTest {
    @Test
    void bytesAreReadByProxyAndDirection() {
        Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> streams =
                ProxyMetrics.parse(Captured.text("toxiproxy-metrics.txt"));

        assertThat(streams.get(new ProxyMetrics.Stream("link20001", "upstream")))
                .isEqualTo(new ProxyMetrics.Bytes(4_086, 4_086));
        // A reset discarded the bytes that came in and did not go out.
        assertThat(streams.get(new ProxyMetrics.Stream("link20000", "upstream")))
                .isEqualTo(new ProxyMetrics.Bytes(357, 260));
        assertThat(streams.get(new ProxyMetrics.Stream("link20001", "downstream")))
                .isEqualTo(new ProxyMetrics.Bytes(0, 0));
        assertThat(streams.keySet())
                .extracting(ProxyMetrics.Stream::proxy)
                .containsOnly("link20000", "link20001", "link20002", "link20004");
    }

    @Test
    void theListenersOfOneProxyAreAddedUpAndLargeNumbersAreRead() {
        String line = "toxiproxy_proxy_received_bytes_total{direction=\"upstream\",listener=\"%s\",proxy=\"link1\","
                + "upstream=\"10.0.0.1:1\"} %s\n";

        assertThat(ProxyMetrics.parse(line.formatted("a", "1.5e+07") + line.formatted("b", "2")))
                .isEqualTo(Map.of(new ProxyMetrics.Stream("link1", "upstream"), new ProxyMetrics.Bytes(15_000_002, 0)));
    }

    @Test
    void linesThatAreNoSampleOfAProxyAreSkipped() {
        assertThat(ProxyMetrics.parse("# HELP x\n\ngo_goroutines 9\ntoxiproxy_proxy_received_bytes_total 7\n"))
                .isEmpty();
    }
}
