// Writes fixtures/NAME.json for every graph below: the bytes that BuildKit's own
// Go client makes of it. graphs.ts builds the same graphs under the same names.
//
// Run it with scripts/golden, from anywhere.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

type graph struct {
	state llb.State
	// What marshal is told besides the platform and the local unique id.
	opts []llb.ConstraintsOpt
}

type vertex struct {
	Digest   string          `json:"digest"`
	Op       json.RawMessage `json:"op"`
	Metadata json.RawMessage `json:"metadata,omitempty"`
	Bytes    []byte          `json:"bytes"`
}

type fixture struct {
	Vertices []vertex `json:"vertices"`
	// The whole pb.Definition, deterministically encoded.
	Digest     string `json:"digest"`
	Definition []byte `json:"definition"`
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	old, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	graphs := map[string]graph{}
	for _, group := range []map[string]graph{sources(), execs(), files(), composites(), metadata(), wholes()} {
		for name, g := range group {
			if _, ok := graphs[name]; ok {
				return fmt.Errorf("two graphs are named %s", name)
			}
			graphs[name] = g
		}
	}
	for _, name := range slices.Sorted(maps.Keys(graphs)) {
		f, err := encode(graphs[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(f); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name+".json"), text.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func encode(g graph) (*fixture, error) {
	opts := append([]llb.ConstraintsOpt{llb.LinuxAmd64, llb.LocalUniqueID("this-client")}, g.opts...)
	def, err := g.state.Marshal(context.Background(), opts...)
	if err != nil {
		return nil, err
	}
	all := def.ToPB()
	whole, err := proto.MarshalOptions{Deterministic: true}.Marshal(all)
	if err != nil {
		return nil, err
	}
	f := &fixture{
		Vertices:   []vertex{},
		Digest:     digest.FromBytes(whole).String(),
		Definition: whole,
	}
	for _, dt := range all.Def {
		var op pb.Op
		if err := proto.Unmarshal(dt, &op); err != nil {
			return nil, err
		}
		name := digest.FromBytes(dt).String()
		v := vertex{Digest: name, Bytes: dt}
		if v.Op, err = readable(&op); err != nil {
			return nil, err
		}
		if v.Metadata, err = readable(all.Metadata[name]); err != nil {
			return nil, err
		}
		f.Vertices = append(f.Vertices, v)
	}
	return f, nil
}

// readable is the message as JSON without the random spaces that protojson adds.
func readable(m proto.Message) (json.RawMessage, error) {
	dt, err := protojson.Marshal(m)
	if err != nil {
		return nil, err
	}
	var compact bytes.Buffer
	err = json.Compact(&compact, dt)
	return compact.Bytes(), err
}
