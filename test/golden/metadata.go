package main

import (
	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/solver/pb"
)

func lines(first, last int32) []*pb.Range {
	return []*pb.Range{{
		Start: &pb.Position{Line: first, Character: 2},
		End:   &pb.Position{Line: last, Character: 0},
	}}
}

func metadata() map[string]graph {
	spec := llb.NewSourceMap(nil, "grocker.yml", "YAML", []byte("runtime: trixie/3.13\nlayers: 12\n"))
	lock := llb.NewSourceMap(nil, "pylock.toml", "TOML", []byte("lock-version = \"1.0\"\n"))
	bare := llb.NewSourceMap(nil, "bare", "", nil)
	made := base().File(llb.Mkfile("/made.yml", 0o644, []byte("a: 1\n")))
	from := llb.NewSourceMap(&made, "made.yml", "YAML", []byte("a: 1\n"))
	return map[string]graph{
		"meta-name": {state: base().Run(args("true"), llb.WithCustomName("[root] apt: libzbar0t64")).Root()},
		"meta-description": {state: base().Run(args("true"), llb.WithDescription(map[string]string{
			"10": "ten", "9": "nine", "b": "", "": "empty key", "a": "naïve", "com.example": "x",
		}), llb.WithCustomName("named")).Root()},
		"meta-progress-group": {state: llb.Image("debian", llb.ProgressGroup("g1", "group one", false)).
			Run(args("true"), llb.ProgressGroup("g2", "group two", true)).Root()},
		"meta-ignore-cache":    {state: base().Run(args("true"), llb.IgnoreCache).Root()},
		"meta-export-cache":    {state: base().Run(args("true"), llb.WithExportCache()).Root()},
		"meta-no-export-cache": {state: base().Run(args("true"), llb.WithoutExportCache()).Root()},
		"meta-constraints":     {state: base().Run(args("true"), llb.Require("b==1", "a==2")).File(llb.Mkdir("/a", 0o755), llb.Require("c")).Run(args("x")).Root()},
		"meta-everywhere": {state: llb.Merge([]llb.State{
			llb.Diff(base(), llb.Local("context", llb.SessionID("s"), llb.WithCustomName("local"), llb.IgnoreCache), llb.WithCustomName("diff")),
			llb.HTTP("https://files.example/a", llb.WithCustomName("http")),
			llb.Git("https://git.example/a", "", llb.WithCustomName("git")),
			llb.OCILayout("a@"+sha256A, llb.WithCustomName("oci-layout")),
			llb.Scratch().File(llb.Mkdir("/a", 0o755), llb.WithCustomName("file")),
		}, llb.WithCustomName("merge"), llb.ProgressGroup("g", "all", false))},
		// Two vertices with the same bytes: what is told about them is merged.
		"meta-of-equals": {state: llb.Merge([]llb.State{
			llb.HTTP("https://files.example/a", llb.WithCustomName("first"), llb.WithDescription(map[string]string{"x": "1"}), llb.ProgressGroup("g1", "one", false), llb.IgnoreCache, llb.WithExportCache(), spec.Location(lines(1, 2))),
			llb.HTTP("https://files.example/a", llb.WithCustomName("second"), llb.ProgressGroup("g2", "two", false), lock.Location(lines(1, 1))),
			llb.HTTP("https://files.example/a", llb.WithoutExportCache()),
		})},
		"locations": {state: llb.Image("debian", spec.Location(lines(1, 2))).
			Run(args("true"), spec.Location(append(lines(1, 1), lines(2, 3)...)), lock.Location(lines(1, 2)), bare.Location(nil)).Root()},
		"locations-other-order": {state: llb.Image("debian", lock.Location(lines(1, 2))).
			File(llb.Mkdir("/a", 0o755), spec.Location(lines(2, 2))).Run(args("true")).Root()},
		"locations-made": {state: base().Run(args("true"), from.Location(lines(1, 1))).Root()},
	}
}
