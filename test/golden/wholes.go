package main

import (
	"fmt"

	"github.com/moby/buildkit/client/llb"
)

func wholes() map[string]graph {
	return map[string]graph{
		"whole-application":     {state: application(llb.LinuxAmd64)},
		"whole-application-arm": {state: application(llb.LinuxArm64), opts: []llb.ConstraintsOpt{llb.LinuxArm64}},
	}
}

// application resembles a real graph: a base image, two stages on it, twenty
// files installed in four groups onto outputs of their own, one of them
// compiled, all merged.
func application(platform llb.ConstraintsOpt) llb.State {
	spec := llb.NewSourceMap(nil, "grocker.yml", "YAML", []byte("runtime: trixie/3.13\n"))
	image := llb.Image("debian:trixie-slim@"+sha256B, platform, llb.WithCustomName("[interpreter] base"), spec.Location(lines(1, 1)))
	steps := llb.Image("steps", platform)
	context := llb.Local("context", llb.SessionID("session-1"),
		llb.FollowPaths([]string{"pyproject.toml", "src"}), llb.SharedKeyHint("context"),
		llb.WithCustomName("[internal] load build context"))

	offline := func(on llb.State, name string, words ...string) llb.ExecState {
		return on.Network(llb.NetModeNone).AddEnv("SOURCE_DATE_EPOCH", "0").Run(args(words...),
			llb.WithCustomName(name), llb.AddMount("/steps", steps, llb.Readonly, llb.SourcePath("/steps")))
	}
	interpreter := offline(image, "[interpreter] packages", "sh", "/steps/apt")
	for i := range 3 {
		name := fmt.Sprintf("python3_%d.deb", i)
		interpreter.AddMount("/debs/"+name, wheel(name), llb.Readonly, llb.SourcePath(name))
	}
	interpreter.AddMount("/tmp", llb.Scratch(), llb.Tmpfs())
	root := offline(interpreter.Root(), "[root] packages", "sh", "/steps/apt", "root").Root()
	compiler := offline(root, "[compiler] packages", "sh", "/steps/apt", "compiler").Root()

	compile := compiler.Network(llb.NetModeSandbox).User("1000").Dir("/src").Run(args("sh", "/steps/compile"), llb.WithCustomName("[wheels] compile app"),
		llb.AddMount("/src", context, llb.Readonly),
		llb.AddMount("/steps", steps, llb.Readonly, llb.SourcePath("/steps")),
		llb.AddMount("/cache", llb.Scratch(), llb.AsPersistentCacheDir("uv-amd64-glibc-cp313", llb.CacheMountShared)),
		llb.AddSecret("/run/secrets/ca", llb.SecretID("ca-certificates"), llb.SecretOptional))
	compiled := compile.AddMount("/out", llb.Scratch())

	layers := []llb.State{root}
	for group := range 4 {
		install := interpreter.Root().Network(llb.NetModeNone).Run(args("sh", "/steps/install", fmt.Sprint(group)), llb.ReadonlyRootFS(),
			llb.WithCustomName(fmt.Sprintf("[runner %d/5] group", group+1)), llb.ProgressGroup("install", "install", false),
			spec.Location(lines(int32(group+1), int32(group+1))),
			llb.AddMount("/tmp", llb.Scratch(), llb.Tmpfs()))
		report := install.AddMount("/report", llb.Scratch())
		out := install.AddMount("/out", llb.Scratch())
		for i := range 5 {
			name := fmt.Sprintf("package%02d-1.0-py3-none-any.whl", group*5+i)
			install.AddMount("/wheels/"+name, wheel(name), llb.Readonly, llb.SourcePath(name))
		}
		layers = append(layers, out)
		if group == 3 {
			layers = append(layers, llb.Scratch().File(llb.Copy(report, "report.json", "/usr/share/report.json")))
		}
	}
	install := interpreter.Root().Network(llb.NetModeNone).Run(args("sh", "/steps/install", "app"), llb.ReadonlyRootFS(),
		llb.AddMount("/wheels", compiled, llb.Readonly))
	layers = append(layers, install.AddMount("/out", llb.Scratch()))
	return llb.Merge(layers, llb.WithCustomName("[runner] merge"))
}
