package main

import (
	"net"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/solver/pb"
	"github.com/moby/buildkit/util/apicaps"
	capspb "github.com/moby/buildkit/util/apicaps/pb"
)

func base() llb.State { return llb.Image("debian:trixie-slim") }

func wheel(name string) llb.State {
	return llb.HTTP("https://files.example/"+name, llb.Checksum(sha256A), llb.Filename(name))
}

func args(words ...string) llb.RunOption { return llb.Args(words) }

func execs() map[string]graph {
	return map[string]graph{
		"exec":            {state: base().Run(args("true")).Root()},
		"exec-on-scratch": {state: llb.Scratch().Run(args("/bin/true")).Root()},
		"exec-meta": {state: base().
			AddEnv("PATH", "/usr/bin").AddEnv("LANG", "C.UTF-8").AddEnv("EMPTY", "").AddEnv("PATH", "/bin").
			AddEnv("10", "ten").AddEnv("9", "nine").
			Dir("/srv").User("app:1000").Hostname("builder").
			Run(args("sh", "-c", "", "naïve 𝄞"), llb.ValidExitCodes(0, 2, 300, -1), llb.WithCgroupParent("limits")).Root()},
		"exec-hosts-ulimits": {state: base().Run(args("true"),
			llb.AddExtraHost("b.example", net.ParseIP("10.0.0.2")),
			llb.AddExtraHost("a.example", net.ParseIP("2001:db8::1")),
			llb.AddUlimit(llb.UlimitNofile, 1024, 4096),
			llb.AddUlimit(llb.UlimitCore, 0, -1)).Root()},
		"exec-proxy": {state: base().Run(args("true"), llb.WithProxy(llb.ProxyEnv{
			HTTPProxy: "http://proxy.example:1", HTTPSProxy: "http://proxy.example:2",
			FTPProxy: "http://proxy.example:3", NoProxy: "localhost", AllProxy: "socks5://proxy.example",
		})).Root()},
		"exec-proxy-empty":  {state: base().Run(args("true"), llb.WithProxy(llb.ProxyEnv{})).Root()},
		"exec-network-host": {state: base().Network(llb.NetModeHost).Run(args("true")).Root()},
		"exec-network-none": {state: base().Network(llb.NetModeNone).Run(args("true")).Root()},
		"exec-insecure":     {state: base().Security(llb.SecurityModeInsecure).Run(args("true")).Root()},
		"exec-secret-env": {state: base().Run(args("true"),
			llb.AddSecretWithDest("token", nil, llb.SecretAsEnvName("TOKEN")),
			llb.AddSecretWithDest("other", nil, llb.SecretAsEnvName("OTHER"), llb.SecretOptional)).Root()},
		"exec-resources": {state: base().Run(args("true"), llb.WithLinuxResources(llb.LinuxResources{
			Memory: 1 << 40, MemorySwap: -1, CPUShares: 512, CPUPeriod: 100000, CPUQuota: 50000,
			CpusetCpus: "0-3", CpusetMems: "0,1",
		})).Root()},
		"exec-platform": {state: base().Run(args("true"), llb.LinuxArm64).Run(args("again")).Root()},
		"exec-inherits-platform": {state: llb.Image("debian", llb.LinuxArm64).
			File(llb.Mkdir("/a", 0o755)).Run(args("true")).Root()},
		"exec-default-path":       {state: base().Run(args("true")).Root(), opts: []llb.ConstraintsOpt{daemonCaps("exec.meta.base")}},
		"exec-default-path-given": {state: base().AddEnv("PATH", "/bin").Run(args("true")).Root(), opts: []llb.ConstraintsOpt{daemonCaps("exec.meta.base")}},
		"exec-sets-default-path":  {state: base().Run(args("true")).Root(), opts: []llb.ConstraintsOpt{daemonCaps("exec.meta.setsdefaultpath")}},

		"exec-mounts":        {state: mounts()},
		"exec-mount-outputs": {state: mountOutputs()},
		"exec-readonly-root": {state: readonlyRoot()},
		"exec-client-mounts": {state: clientMounts()},
		"exec-ssh-env":       {state: base().AddEnv("SSH_AUTH_SOCK", "/agent").Run(args("true"), llb.AddSSHSocket(llb.SSHSocketTarget("/agent"))).Root()},
		"exec-content-cache": {state: base().Run(args("true"), llb.AddMount("/on", base(), llb.Readonly, llb.ContentCache(llb.MountContentCacheOn)), llb.AddMount("/off", base(), llb.Readonly, llb.ContentCache(llb.MountContentCacheOff))).Root()},
		"exec-shares-inputs": {state: sharesInputs()},
		"exec-mount-order":   {state: mountOrder()},
	}
}

// mounts has one filesystem mount of every kind and option.
func mounts() llb.State {
	return base().Run(args("true"),
		llb.AddMount("/readonly", wheel("a.whl"), llb.Readonly),
		llb.AddMount("/selected", wheel("b.whl"), llb.Readonly, llb.SourcePath("/b.whl")),
		llb.AddMount("/lost", wheel("c.whl"), llb.ForceNoOutput),
		llb.AddMount("/empty-lost", llb.Scratch(), llb.ForceNoOutput),
		llb.AddMount("/changed", wheel("d.whl")),
		llb.AddMount("/out", llb.Scratch()),
		llb.AddMount("/cache", llb.Scratch(), llb.AsPersistentCacheDir("shared-id", llb.CacheMountShared)),
		llb.AddMount("/cache-private", base(), llb.SourcePath("/var/cache"), llb.AsPersistentCacheDir("private-id", llb.CacheMountPrivate)),
		llb.AddMount("/cache-locked", llb.Scratch(), llb.Readonly, llb.AsPersistentCacheDir("locked-id", llb.CacheMountLocked)),
		llb.AddMount("/tmp", llb.Scratch(), llb.Tmpfs()),
		llb.AddMount("/dev/shm", llb.Scratch(), llb.Tmpfs(llb.TmpfsSize(1<<26))),
	).Root()
}

// mountOutputs uses the outputs of one process: their indexes follow the sorted targets.
func mountOutputs() llb.State {
	run := base().Run(args("true"))
	second := run.AddMount("/out/2", llb.Scratch())
	first := run.AddMount("/a", llb.Image("busybox"))
	kept := run.AddMount("/b", wheel("a.whl"), llb.Readonly)
	return llb.Merge([]llb.State{second, run.Root(), first, kept})
}

func readonlyRoot() llb.State {
	run := base().Run(args("true"), llb.ReadonlyRootFS())
	out := run.AddMount("/out", llb.Scratch())
	return llb.Merge([]llb.State{run.Root(), out.Run(args("/next")).Root()})
}

func clientMounts() llb.State {
	return base().Run(args("true"),
		llb.AddSSHSocket(),
		llb.AddSSHSocket(llb.SSHID("second"), llb.SSHSocketOpt("/run/agent", 1, 2, 0o640), llb.SSHOptional),
		llb.AddSSHSocket(llb.SSHID("third")),
		llb.AddSecret("/run/secrets/z"),
		llb.AddSecret("/run/secrets/a", llb.SecretID("id"), llb.SecretFileOpt(1000, 1001, 0o440), llb.SecretOptional),
		llb.AddSecretWithDest("token", nil, llb.SecretAsEnvName("TOKEN")),
	).Root()
}

// sharesInputs mounts equal vertices that were made apart, and one vertex twice.
func sharesInputs() llb.State {
	one := llb.Image("busybox")
	return base().Run(args("true"),
		llb.AddMount("/1", wheel("a.whl"), llb.Readonly),
		llb.AddMount("/2", wheel("a.whl"), llb.Readonly),
		llb.AddMount("/3", one, llb.Readonly, llb.SourcePath("/bin")),
		llb.AddMount("/4", one),
		llb.AddMount("/5", base(), llb.Readonly),
	).Root()
}

// mountOrder has targets that JavaScript would sort otherwise than by their bytes.
func mountOrder() llb.State {
	run := base().Run(args("true"),
		llb.AddMount("/\U0001D11E", wheel("a.whl"), llb.Readonly),
		llb.AddMount("/\uFB01", wheel("b.whl"), llb.Readonly),
		llb.AddMount("/a/b", wheel("c.whl"), llb.Readonly),
		llb.AddMount("/a-b", wheel("d.whl"), llb.Readonly),
		llb.AddMount("/B", wheel("e.whl"), llb.Readonly),
		llb.AddMount("/a", wheel("f.whl"), llb.Readonly),
	)
	return run.Root()
}

func daemonCaps(ids ...string) llb.ConstraintsOpt {
	caps := make([]*capspb.APICap, len(ids))
	for i, id := range ids {
		caps[i] = &capspb.APICap{ID: id, Enabled: true}
	}
	var set apicaps.CapSet = pb.Caps.CapSet(caps)
	return llb.WithCaps(set)
}
