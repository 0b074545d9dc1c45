package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const (
	stream       = "maat"
	subject      = "maat.messages"
	probes       = "probe."
	answerLimit  = 3 * time.Second
	again        = 200 * time.Millisecond
	poll         = 10 * time.Millisecond
	serverLimit  = 20 * time.Second
	noDuplicates = time.Hour

	// Servers tell each other where they found a third one. A peer must be found at its own address only, so what is told leads nowhere.
	nowhere = "127.0.0.1:9"
)

// group is the node's server, and the client in the same process.
type group struct {
	peers    []string
	self     string
	client   *nats.Conn
	stream   jetstream.JetStream
	made     jetstream.Stream
	deliver  func([]byte)
	mutex    sync.Mutex
	received map[string]int
}

func join(name, data string, c command, deliver func([]byte)) (*group, error) {
	host, port, err := split(c.Addresses[name])
	if err != nil {
		return nil, err
	}
	g := &group{self: name, deliver: deliver, received: map[string]int{}}
	var routes []*url.URL
	for peer, address := range c.Addresses {
		if peer != name {
			g.peers = append(g.peers, peer)
			routes = append(routes, &url.URL{Scheme: "nats-route", Host: address})
		}
	}
	instance, err := server.NewServer(&server.Options{
		ServerName: name,
		// Routes wait for a listener of clients, though the only client is in this process.
		Host:      host,
		Port:      server.RANDOM_PORT,
		JetStream: true,
		StoreDir:  filepath.Join(data, "jetstream"),
		Cluster: server.ClusterOpts{
			Name: "maat-" + c.Generation, Host: host, Port: port, Advertise: nowhere, NoAdvertise: true,
		},
		Routes: routes,
		NoSigs: true,
	})
	if err != nil {
		return nil, err
	}
	instance.ConfigureLogger()
	go instance.Start()
	if !instance.ReadyForConnections(serverLimit) {
		return nil, fmt.Errorf("not ready within %v", serverLimit)
	}
	if g.client, err = nats.Connect("", nats.InProcessServer(instance), nats.MaxReconnects(-1)); err != nil {
		return nil, err
	}
	if g.stream, err = jetstream.New(g.client); err != nil {
		return nil, err
	}
	_, err = g.client.Subscribe(probes+"*", func(m *nats.Msg) {
		g.mutex.Lock()
		defer g.mutex.Unlock()
		g.received[strings.TrimPrefix(m.Subject, probes)]++
	})
	return g, err
}

func split(address string) (string, int, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, err
	}
	number, err := strconv.Atoi(port)
	return host, number, err
}

// open makes the stream, whichever node comes first, or finds it. The servers can place its replicas only once all of them are there.
func (g *group) open(deadline time.Time) {
	config := jetstream.StreamConfig{
		Name: stream, Subjects: []string{subject}, Storage: jetstream.FileStorage, Replicas: len(g.peers) + 1,
		Duplicates: noDuplicates,
	}
	untilDone(again, func(limit context.Context) (err error) {
		g.made, err = g.stream.CreateStream(limit, config)
		if err != nil && time.Now().After(deadline) {
			return nil
		}
		return err
	})
}

// consume delivers all that is in the stream, one number after the other from the first. Each is read from the stream's leader, so no
// consumer has to be kept alive.
func (g *group) consume() {
	for g.made == nil {
		g.open(time.Now().Add(time.Hour))
	}
	for next := uint64(1); ; next++ {
		untilDone(poll, func(limit context.Context) error {
			found, err := g.made.GetMsg(limit, next)
			if err == nil {
				g.deliver(found.Data)
			}
			return err
		})
	}
}

// publish returns when the stream has the message. It is published again while that is not known; the server knows it by its id.
func (g *group) publish(m message) {
	untilDone(again, func(limit context.Context) error {
		_, err := g.stream.Publish(limit, subject, m.payload, jetstream.WithMsgID(m.id))
		return err
	})
}

func untilDone(pause time.Duration, try func(context.Context) error) {
	for {
		limit, cancel := context.WithTimeout(context.Background(), answerLimit)
		err := try(limit)
		cancel()
		if err == nil {
			return
		}
		time.Sleep(pause)
	}
}

// probe counts what came from each peer over the servers' routes since the last probe, and sends one to each.
func (g *group) probe() map[string]int {
	g.mutex.Lock()
	counts := map[string]int{}
	for _, peer := range g.peers {
		counts[peer] = g.received[peer]
	}
	g.received = map[string]int{}
	g.mutex.Unlock()
	_ = g.client.Publish(probes+g.self, nil)
	_ = g.client.Flush()
	return counts
}
