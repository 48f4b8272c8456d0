package main

import (
	"github.com/moby/buildkit/client/llb"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

const (
	sha256A = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	sha256B = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
	commit  = "0123456789abcdef0123456789abcdef01234567"
)

var armV7 = ocispecs.Platform{OS: "linux", Architecture: "arm", Variant: "v7", OSVersion: "1", OSFeatures: []string{"b", "a"}}

func sources() map[string]graph {
	return map[string]graph{
		"scratch": {state: llb.Scratch()},

		"image": {state: llb.Image("debian:trixie-slim")},
		"image-options": {state: llb.Image("registry.example:5000/team/app:1.0@"+sha256A,
			llb.ResolveModeForcePull, llb.MarkImageInternal, llb.WithLayerLimit(3),
			llb.WithImageChecksum(sha256A), llb.Platform(armV7))},
		"image-local": {state: llb.Image("python", llb.ResolveModePreferLocal)},
		"image-references": {state: llb.Merge(images(
			"debian", "library/debian", "team/app", "docker.io/debian", "docker.io/team/app:1",
			"index.docker.io/debian:2", "localhost/app", "localhost:5000/app", "registry.example/app",
			"registry.example/a/b/c:tag", "debian@"+sha256B, "debian:12@"+sha256B,
		))},

		"local": {state: llb.Local("context")},
		"local-options": {state: llb.Local("context",
			llb.SessionID("session-1"),
			llb.IncludePatterns([]string{"pyproject.toml", "src/**"}),
			llb.ExcludePatterns([]string{"**/*.pyc", "!keep<&>.pyc"}),
			llb.FollowPaths([]string{"a b", "\"quoted\"", "tab\there", "naïve/𝄞", "line\u2028separator"}),
			llb.SharedKeyHint("hint"),
			llb.Differ(llb.DiffNone, true))},
		"local-differ": {state: llb.Local("dockerfile",
			llb.Differ(llb.DiffMetadata, false), llb.IncludePatterns(nil), llb.LocalUniqueID("another"))},

		"git":      {state: llb.Git("https://git.example/team/app.git", "main")},
		"git-bare": {state: llb.Git("git.example/team/app", "")},
		"git-options": {state: llb.Git("https://user@git.example:8443/team/my%20app.git?x=1#ignored", "",
			llb.GitRef("v1.2"), llb.GitSubDir("packages/core"), llb.KeepGitDir(), llb.GitChecksum(commit),
			llb.GitSkipSubmodules(), llb.GitMTimeCommit(),
			llb.AuthTokenSecret("token"), llb.AuthHeaderSecret("header"))},
		"git-subdir": {state: llb.Git("git://git.example/team/app", ":packages/../core/")},
		"git-scp": {state: llb.Git("git@git.example:team/app.git", commit,
			llb.KnownSSHHosts("git.example ssh-ed25519 AAAA"), llb.MountSSHSock("agent"))},
		"git-ssh": {state: llb.Git("ssh://git@git.example:2222/team//app/", "",
			llb.KnownSSHHosts("git.example ssh-ed25519 AAAA\n"))},
		"git-no-secrets": {state: llb.Git("http://git.example/app", "",
			llb.AuthTokenSecret(""), llb.AuthHeaderSecret(""))},

		"http": {state: llb.HTTP("https://files.example/a-1.0-py3-none-any.whl")},
		"http-options": {state: llb.HTTP("http://files.example/a.tar.gz?q=1",
			llb.Checksum(sha256A), llb.Filename("a b.tar.gz"), llb.Chmod(0o644), llb.Chown(1000, 1001),
			llb.AuthHeaderSecret("netrc"),
			llb.Header(llb.HTTPHeader{Accept: "application/zip", UserAgent: "test/1"}))},
		"http-platform": {state: llb.HTTP("https://files.example/a.whl", llb.Platform(armV7), llb.Chown(0, 5))},

		"oci-layout": {state: llb.OCILayout("store@" + sha256A)},
		"oci-layout-options": {state: llb.OCILayout("store@"+sha256A,
			llb.OCIStore("session-1", "store-1"), llb.OCILayerLimit(0), llb.Platform(armV7))},
	}
}

func images(references ...string) []llb.State {
	states := make([]llb.State, len(references))
	for i, reference := range references {
		states[i] = llb.Image(reference)
	}
	return states
}
