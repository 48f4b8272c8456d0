package main

import (
	"context"

	"github.com/moby/buildkit/client/llb"
)

func composites() map[string]graph {
	a, b := wheel("a.whl"), wheel("b.whl")
	return map[string]graph{
		"merge":              {state: llb.Merge([]llb.State{base(), a, b})},
		"merge-skips-empty":  {state: llb.Merge([]llb.State{llb.Scratch(), a, llb.Scratch(), b})},
		"merge-of-one":       {state: llb.Merge([]llb.State{llb.Scratch(), a})},
		"merge-of-none":      {state: llb.Merge([]llb.State{llb.Scratch()})},
		"merge-repeats":      {state: llb.Merge([]llb.State{a, b, a, wheel("b.whl")})},
		"merge-of-merge":     {state: llb.Merge([]llb.State{llb.Merge([]llb.State{a, b}), base()})},
		"merge-then-exec":    {state: llb.Merge([]llb.State{llb.Image("debian", llb.LinuxArm64), a}).Run(args("true")).Root()},
		"diff":               {state: llb.Diff(base(), base().Run(args("true")).Root())},
		"diff-of-equals":     {state: llb.Diff(base(), base())},
		"diff-of-empties":    {state: llb.Diff(llb.Scratch(), llb.Scratch())},
		"diff-from-empty":    {state: llb.Diff(llb.Scratch(), a)},
		"diff-to-empty":      {state: llb.Diff(a, llb.Scratch())},
		"diff-then-merge":    {state: llb.Merge([]llb.State{b, llb.Diff(base(), base().File(llb.Mkdir("/x", 0o755)))})},
		"diff-then-exec":     {state: llb.Diff(llb.Image("debian", llb.LinuxArm64), a).Run(args("true")).Root()},
		"definition":         {state: llb.Merge([]llb.State{llb.NewState(definition().Output()), a})},
		"definition-mounted": {state: base().Run(args("true"), llb.AddMount("/tool", llb.NewState(definition().Output()), llb.Readonly)).Root()},
	}
}

// definition is the second output of a process, as another client would send it.
func definition() *llb.DefinitionOp {
	made := llb.Local("dockerfile", llb.SessionID("session-2"))
	run := llb.Image("busybox", llb.LinuxArm64).Run(args("true"), llb.WithCustomName("theirs"), llb.IgnoreCache,
		llb.NewSourceMap(&made, "Dockerfile", "Dockerfile", []byte("RUN true\n")).Location(lines(1, 1)))
	out := run.AddMount("/out", llb.Scratch())
	def, err := out.Marshal(context.Background(), llb.LinuxArm64)
	if err != nil {
		panic(err)
	}
	op, err := llb.NewDefinitionOp(def.ToPB())
	if err != nil {
		panic(err)
	}
	return op
}
