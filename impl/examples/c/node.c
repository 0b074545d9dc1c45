/*
 * A node in C: a multicast that sends each message once to every peer and repairs nothing. It claims reliable FIFO multicast, and Maat
 * shows that it is none. It speaks version 2 of the node protocol (impl/node/NODE-PROTOCOL.md).
 *
 *   cc -O2 -o node node.c
 *
 * Commands are searched for their keys, which is enough for what the harness writes; a real node uses a JSON library.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_PEERS = 64, MAX_LINE = 1 << 20, MAX_PACKET = 65000, MAX_ID = 200, BEAT_MILLIS = 500, HELLO_SECONDS = 3, DATA = 0, PROBE = 1 };

static struct { char name[65]; struct sockaddr_in address; long received; } peers[MAX_PEERS];
static const char *node, *data;
static char process[80];
static int control = -1, udp = -1, evidence = -1, peer_count;
static long long origin, lines, last_number;

static void fail(const char *what) { perror(what); exit(71); }

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void write_all(int file, const char *bytes, size_t length) {
    for (ssize_t n; length > 0; bytes += n, length -= n)
        if ((n = write(file, bytes, length)) <= 0) fail("write");
}

static void answer(const char *format, ...) {
    static char line[1 << 14];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    if (length > (int)sizeof line - 2) length = sizeof line - 2; /* it is the length of the whole text */
    line[length] = '\n';
    write_all(control, line, length + 1);
}

/* Into the file first: what the harness hears of is evidence already. */
static void event(const char *name, const char *format, ...) {
    char line[1024];
    int length = snprintf(line, sizeof line, "{\"p\":\"%s\",\"t\":%lld,\"e\":\"%s\"", process, now() - origin, name);
    va_list arguments;
    va_start(arguments, format);
    length += vsnprintf(line + length, sizeof line - length - 2, format, arguments);
    va_end(arguments);
    if (length > (int)sizeof line - 3) length = sizeof line - 3; /* it is the length of the whole text */
    length += sprintf(line + length, "}\n");
    write_all(evidence, line, length);
    write_all(control, line, length);
    lines++;
}

static const char *value(const char *line, const char *key) {
    char quoted[40];
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *at = strstr(line, quoted);
    if (!at) { fprintf(stderr, "no %s in %s\n", key, line); exit(71); }
    return at + strlen(quoted);
}

static struct sockaddr_in parse_address(const char *host_port) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    char host[40];
    int port;
    if (sscanf(host_port, "%39[0-9.]:%d", host, &port) != 2 || !inet_aton(host, &address.sin_addr)) fail(host_port);
    address.sin_port = htons(port);
    return address;
}

static int bound_socket(int kind, struct sockaddr_in address) {
    int yes = 1, made = socket(AF_INET, kind, 0);
    if (kind == SOCK_STREAM) setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (made < 0 || bind(made, (struct sockaddr *)&address, sizeof address)) fail("bind");
    return made;
}

static unsigned hash(const unsigned char *bytes, size_t length) {
    unsigned hash = 2166136261u;
    while (length--) hash = (hash ^ *bytes++) * 16777619u;
    return hash;
}

static void start(const char *line) {
    char path[4096], name[65], host_port[64];
    snprintf(path, sizeof path, "%s/history", data);
    mkdir(data, 0700);
    mkdir(path, 0700);
    /* The first incarnation that has no file yet. */
    for (int i = 0; evidence < 0; i++) {
        snprintf(process, sizeof process, "%s.%d", node, i);
        snprintf(path, sizeof path, "%s/history/%s.jsonl", data, process);
        evidence = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (evidence < 0 && access(path, F_OK)) fail(path);
    }
    origin = atoll(value(line, "originNanos"));
    const char *at = strchr(value(line, "addresses"), '{') + 1;
    for (int n; sscanf(at, "\"%64[^\"]\":\"%63[^\"]\"%n", name, host_port, &n) == 2; at += n + (at[n] == ',')) {
        struct sockaddr_in address = parse_address(host_port);
        if (!strcmp(name, node)) {
            udp = bound_socket(SOCK_DGRAM, address);
        } else if (peer_count < MAX_PEERS) {
            strcpy(peers[peer_count].name, name);
            peers[peer_count++].address = address;
        }
    }
    answer("{\"answer\":\"started\",\"process\":\"%s\",\"founder\":true}", process);
    event("start", "");
}

static void fan_out(const unsigned char *packet, size_t length) {
    for (int i = 0; i < peer_count; i++)
        sendto(udp, packet, length, 0, (struct sockaddr *)&peers[i].address, sizeof peers[i].address);
}

/* A packet is no proof of the length that it names. */
static void deliver(const unsigned char *payload, size_t length) {
    int id_length = payload[0] << 8 | payload[1];
    if (id_length + 2u > length || id_length > MAX_ID) return;
    event("deliver", ",\"m\":\"%.*s\",\"hash\":\"%08x\"", id_length, payload + 2, hash(payload, length));
}

static void multicast(const char *line) {
    static unsigned char packet[MAX_PACKET];
    long long number = atoll(value(line, "number"));
    size_t size = atoll(value(line, "size"));
    memset(packet, 0, sizeof packet);
    int id_length = sprintf((char *)packet + 3, "%s:%lld", process, number);
    packet[0] = DATA;
    packet[2] = id_length;
    if (number <= last_number) { answer("{\"answer\":\"refused\",\"number\":%lld,\"why\":\"numbers increase\"}", number); return; }
    last_number = number;
    if (size < id_length + 2u) size = id_length + 2u;
    if (size > MAX_PACKET - 1) { answer("{\"answer\":\"refused\",\"number\":%lld,\"why\":\"too long\"}", number); return; }
    event("send", ",\"m\":\"%s:%lld\",\"hash\":\"%08x\",\"size\":%zu%s", process, number, hash(packet + 1, size), size,
          strncmp(value(line, "last"), "true", 4) ? "" : ",\"last\":true");
    fan_out(packet, size + 1);
    event("sent", ",\"m\":\"%s:%lld\"", process, number);
    deliver(packet + 1, size);
}

static void receive(void) {
    static unsigned char packet[MAX_PACKET];
    struct sockaddr_in source;
    socklen_t size = sizeof source;
    ssize_t length = recvfrom(udp, packet, sizeof packet, 0, (struct sockaddr *)&source, &size);
    for (int i = 0; length > 0 && i < peer_count; i++)
        if (peers[i].address.sin_port == source.sin_port && peers[i].address.sin_addr.s_addr == source.sin_addr.s_addr) {
            peers[i].received++;
            if (packet[0] == DATA && length > 3) deliver(packet + 1, length - 1);
        }
}

static void probe(const char *line) {
    static char counts[MAX_PEERS * 100];
    int length = 0;
    for (int i = 0; i < peer_count; i++) {
        length += sprintf(counts + length, "%s\"%s\":%ld", i ? "," : "", peers[i].name, peers[i].received);
        peers[i].received = 0;
    }
    answer("{\"answer\":\"probe\",\"id\":%lld,\"via\":\"transport\",\"received\":{%s}}", atoll(value(line, "id")), counts);
    unsigned char packet[] = {PROBE};
    fan_out(packet, sizeof packet);
}

static void end(const char *why) {
    if (*process) {
        event("closed", ",\"events\":%lld", lines);
        answer("{\"answer\":\"ended\",\"process\":\"%s\",\"exitCode\":0,\"why\":\"%s\"}", process, why);
    }
    exit(0);
}

static void carry_out(const char *line) {
    const char *command = value(line, "cmd");
    if (!strncmp(command, "\"stop\"", 6)) end("stopped");
    else if (!strncmp(command, "\"start\"", 7) && !*process) start(line);
    else if (!*process) answer("{\"answer\":\"error\",\"why\":\"no process runs here yet\"}");
    else if (!strncmp(command, "\"multicast\"", 11)) multicast(line);
    else if (!strncmp(command, "\"probe\"", 7)) probe(line);
    else if (!strncmp(command, "\"leave\"", 7)) { event("leave", ""); event("left", ""); end("left"); }
    else answer("{\"answer\":\"error\",\"why\":\"unknown command\"}");
}

static char unread[MAX_LINE + 1];
static size_t unread_length;

/* False when the connection is gone. */
static int read_commands(void (*take)(const char *)) {
    ssize_t n = read(control, unread + unread_length, MAX_LINE - unread_length);
    if (n <= 0) return 0;
    unread[unread_length += n] = 0;
    for (char *newline; (newline = memchr(unread, '\n', unread_length));) {
        size_t used = newline + 1 - unread;
        *newline = 0;
        take(unread);
        memmove(unread, newline + 1, unread_length + 1 - used);
        unread_length -= used;
    }
    return 1;
}

static const char no_hello[] = "{\"answer\":\"error\",\"why\":\"a connection begins with the hello of the run\"}\n";
static char token[300];
static int is_harness;

/* A stranger gets no answer but an error. */
static void hello(const char *line) {
    char expected[400];
    snprintf(expected, sizeof expected, "\"token\":\"%s\"", token);
    is_harness = strstr(line, "\"cmd\":\"hello\"") && strstr(line, "\"version\":2") && strstr(line, expected);
}

int main(int count, char **arguments) {
    const char *listen_at = NULL, *token_file = NULL;
    for (int i = 1; i + 1 < count; i += 2) {
        if (!strcmp(arguments[i], "--node")) node = arguments[i + 1];
        if (!strcmp(arguments[i], "--listen")) listen_at = arguments[i + 1];
        if (!strcmp(arguments[i], "--token-file")) token_file = arguments[i + 1];
        if (!strcmp(arguments[i], "--data")) data = arguments[i + 1];
    }
    if (!node || !listen_at || !token_file || !data) { fprintf(stderr, "an option is missing\n"); return 64; }
    FILE *file = fopen(token_file, "r");
    if (!file || fscanf(file, "%299s", token) != 1) fail(token_file);
    int listener = bound_socket(SOCK_STREAM, parse_address(listen_at));
    if (listen(listener, 8)) fail("listen");
    while (!is_harness) {
        struct timeval patience = {.tv_sec = HELLO_SECONDS}, forever = {0};
        control = accept(listener, NULL, NULL);
        setsockopt(control, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        unread_length = 0;
        if (read_commands(hello) && is_harness) setsockopt(control, SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever);
        else { send(control, no_hello, sizeof no_hello - 1, MSG_NOSIGNAL); close(control); }
    }
    answer("{\"answer\":\"hello\",\"protocol\":\"maat-node\",\"version\":2,\"node\":\"%s\",\"process\":null}", node);
    for (long long next_beat = now();;) {
        struct pollfd ready[] = {{control, POLLIN, 0}, {udp, POLLIN, 0}};
        long long left = (next_beat - now()) / 1000000;
        poll(ready, 2, left > 0 ? left : 0);
        if (ready[1].revents & POLLIN) receive();
        if (ready[0].revents && !read_commands(carry_out)) return 0;
        if (now() >= next_beat) {
            answer("{\"answer\":\"beat\",\"unscheduledMillis\":0}");
            next_beat = now() + BEAT_MILLIS * 1000000LL;
        }
    }
}
