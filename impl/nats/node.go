// A node of NATS JetStream: a server of its own in each process, and one stream with a replica on every node. A multicast is a message
// published to the stream, a delivery is a message read from it, in its order. It speaks version 2 of the node protocol
// (impl/node/NODE-PROTOCOL.md). Build it with: go build -o nats-node .
package main

import (
	"bufio"
	"crypto/subtle"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"hash/crc32"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	protocolVersion = 2
	maxLineBytes    = 1 << 20
	maxWaiting      = 4096
	helloLimit      = 5 * time.Second
	beatInterval    = 500 * time.Millisecond

	// Longer than the other nodes take to start, and well below the 30 s that a probe waits for an answer.
	gatherLimit = 15 * time.Second

	exitUsage      = 64
	exitFailed     = 70
	exitNotStarted = 71
	exitNoEvidence = 74
)

// command is any of the harness's; each uses some of the keys.
type command struct {
	Cmd         string            `json:"cmd"`
	Version     int               `json:"version"`
	Token       string            `json:"token"`
	Addresses   map[string]string `json:"addresses"`
	Transport   string            `json:"transport"`
	Generation  string            `json:"generation"`
	OriginNanos int64             `json:"originNanos"`
	NowNanos    int64             `json:"nowNanos"`
	Number      int64             `json:"number"`
	Size        int               `json:"size"`
	Last        bool              `json:"last"`
	ID          int64             `json:"id"`
}

type message struct {
	id      string
	payload []byte
}

type node struct {
	name, data, token string
	listener          net.Listener

	mutex      sync.Mutex
	control    net.Conn
	log        *os.File
	process    string
	lines      int
	origin     int64
	lastNumber int64
	ending     bool

	waiting chan message
	group   *group
}

// answer sends a line that is no evidence.
func (n *node) answer(fields map[string]any, kind string) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.answerLocked(fields, kind)
}

func (n *node) answerLocked(fields map[string]any, kind string) {
	rest := []byte("{}")
	if len(fields) > 0 {
		rest, _ = json.Marshal(fields)
	}
	line := `{"answer":"` + kind + `"`
	if len(fields) > 0 {
		line += "," + string(rest[1:])
	} else {
		line += "}"
	}
	if n.control != nil {
		_, _ = n.control.Write([]byte(line + "\n"))
	}
}

// event writes a line of evidence: into the file first, then to the harness. No event follows the last one.
func (n *node) event(name string, rest string) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	if !n.ending {
		n.eventLocked(name, rest)
	}
}

func (n *node) eventLocked(name string, rest string) {
	line := fmt.Sprintf("{\"p\":%q,\"t\":%d,\"e\":%q%s}\n", n.process, monotonicNanos()-n.origin, name, rest)
	if _, err := n.log.WriteString(line); err != nil {
		os.Exit(exitNoEvidence)
	}
	n.lines++
	if n.control != nil {
		_, _ = n.control.Write([]byte(line))
	}
}

func (n *node) start(c command) {
	history := filepath.Join(n.data, "history")
	if err := os.MkdirAll(history, 0o755); err != nil {
		os.Exit(exitNoEvidence)
	}
	files, err := filepath.Glob(filepath.Join(history, "*.jsonl"))
	if err != nil {
		os.Exit(exitNoEvidence)
	}
	process := fmt.Sprintf("%s.%d", n.name, len(files))
	log, err := os.OpenFile(filepath.Join(history, process+".jsonl"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		os.Exit(exitNoEvidence)
	}
	n.mutex.Lock()
	n.log, n.process, n.origin = log, process, c.OriginNanos
	n.mutex.Unlock()
	n.waiting = make(chan message, maxWaiting)
	group, err := join(n.name, n.data, c, func(payload []byte) {
		n.event("deliver", fmt.Sprintf(",\"m\":%q,\"hash\":\"%s\"", idOf(payload), hash(payload)))
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "nats-node: the server cannot be started:", err)
		os.Exit(exitNotStarted)
	}
	n.group = group
	group.open(time.Now().Add(gatherLimit))
	n.answer(map[string]any{"process": process, "founder": len(files) == 0}, "started")
	n.event("start", "")
	go group.consume()
	go n.publish()
}

func (n *node) multicast(c command) {
	if c.Number <= n.lastNumber {
		n.answer(map[string]any{"number": c.Number, "why": "numbers increase"}, "refused")
		return
	}
	n.lastNumber = c.Number
	id := fmt.Sprintf("%s:%d", n.process, c.Number)
	payload := make([]byte, max(c.Size, 2+len(id)))
	binary.BigEndian.PutUint16(payload, uint16(len(id)))
	copy(payload[2:], id)
	if len(n.waiting) == maxWaiting {
		n.answer(map[string]any{"number": c.Number, "why": "too many messages wait for the stream"}, "refused")
		return
	}
	last := ""
	if c.Last {
		last = ",\"last\":true"
	}
	n.event("send", fmt.Sprintf(",\"m\":%q,\"hash\":\"%s\",\"size\":%d%s", id, hash(payload), len(payload), last))
	n.waiting <- message{id, payload}
}

// publish brings one message after the other into the stream, which keeps their order.
func (n *node) publish() {
	for m := range n.waiting {
		n.group.publish(m)
		n.event("sent", fmt.Sprintf(",\"m\":%q", m.id))
	}
}

// end closes the evidence and the process.
func (n *node) end(why string, events ...string) {
	n.mutex.Lock()
	if n.process != "" {
		for _, event := range events {
			n.eventLocked(event, "")
		}
		n.ending = true
		n.eventLocked("closed", fmt.Sprintf(",\"events\":%d", n.lines))
		n.answerLocked(map[string]any{"process": n.process, "exitCode": 0, "why": why}, "ended")
	}
	os.Exit(0)
}

func (n *node) handle(c command) {
	started := n.process != ""
	switch {
	case c.Cmd == "start" && !started:
		n.start(c)
	case c.Cmd == "stop":
		n.end("stopped")
	case c.Cmd == "multicast" && started:
		n.multicast(c)
	case c.Cmd == "probe" && started:
		n.answer(map[string]any{"id": c.ID, "via": "transport", "received": n.group.probe()}, "probe")
	case c.Cmd == "leave" && started:
		n.end("left", "leave", "left")
	default:
		n.answer(map[string]any{"why": "no '" + c.Cmd + "' here and now"}, "error")
	}
}

// serve takes the commands of one connection, if it begins with the hello of this run.
func (n *node) serve(connection net.Conn) {
	defer connection.Close()
	lines := bufio.NewScanner(connection)
	lines.Buffer(make([]byte, 0, 4096), maxLineBytes)
	_ = connection.SetReadDeadline(time.Now().Add(helloLimit))
	var hello command
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &hello) != nil || hello.Cmd != "hello" ||
		hello.Version != protocolVersion || subtle.ConstantTimeCompare([]byte(hello.Token), []byte(n.token)) != 1 {
		_, _ = connection.Write([]byte(`{"answer":"error","why":"a connection begins with the 'hello' command, with the run's token"}` + "\n"))
		return
	}
	_ = connection.SetReadDeadline(time.Time{})
	n.mutex.Lock()
	if n.control != nil {
		n.mutex.Unlock()
		_, _ = connection.Write([]byte(`{"answer":"error","why":"this node takes one connection at a time"}` + "\n"))
		return
	}
	n.control = connection
	n.answerLocked(map[string]any{"protocol": "maat-node", "version": protocolVersion, "node": n.name, "process": nil}, "hello")
	n.mutex.Unlock()
	done := make(chan struct{})
	go n.beat(done)
	for lines.Scan() {
		var c command
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			n.answer(map[string]any{"why": "not a command: " + err.Error()}, "error")
			continue
		}
		n.handle(c)
	}
	close(done)
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.control = nil
	if n.process != "" {
		// Nobody is left to work for.
		os.Exit(exitFailed)
	}
}

func (n *node) beat(done chan struct{}) {
	for {
		n.answer(map[string]any{"unscheduledMillis": 0}, "beat")
		select {
		case <-done:
			return
		case <-time.After(beatInterval):
		}
	}
}

func hash(payload []byte) string {
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE(payload))
}

func idOf(payload []byte) string {
	return string(payload[2 : 2+int(binary.BigEndian.Uint16(payload))])
}

func main() {
	name := flag.String("node", "", "the node's name")
	listen := flag.String("listen", "", "where the node listens for the harness")
	tokenFile := flag.String("token-file", "", "a file with the run's token")
	data := flag.String("data", "", "the node's own folder")
	flag.Parse()
	token, err := os.ReadFile(*tokenFile)
	if *name == "" || *listen == "" || *data == "" || err != nil {
		fmt.Fprintln(os.Stderr, "nats-node: --node NAME --listen HOST:PORT --token-file FILE --data DIR are needed")
		os.Exit(exitUsage)
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		fmt.Fprintln(os.Stderr, "nats-node:", err)
		os.Exit(exitNotStarted)
	}
	n := &node{name: *name, data: *data, token: strings.TrimSpace(string(token)), listener: listener}
	for {
		connection, err := listener.Accept()
		if err != nil {
			os.Exit(exitFailed)
		}
		go n.serve(connection)
	}
}
