package main

import (
	"time"

	"github.com/moby/buildkit/client/llb"
)

func files() map[string]graph {
	from := llb.Local("context", llb.SessionID("session-1"))
	at := llb.WithCreatedTime(time.Unix(1700000000, 123000000))
	return map[string]graph{
		"file-copy": {state: base().File(llb.Copy(from, "a", "/b"))},
		"file-copy-options": {state: base().File(llb.Copy(from, "/src/*.py", "/srv/app/",
			llb.WithUser("app:staff"), at,
			&copyOptions{llb.CopyInfo{
				FollowSymlinks: true, CopyDirContentsOnly: true, CreateDestPath: true,
				AllowWildcard: true, AllowEmptyWildcard: true, AttemptUnpack: true,
				AlwaysReplaceExistingDestPaths: true,
				IncludePatterns:                []string{"*.py", "*.so"},
				ExcludePatterns:                []string{"test_*"},
				RequiredPaths:                  []string{"main.py"},
			}},
			llb.ChmodOpt{Mode: 0o750}))},
		"file-copy-mode-text": {state: base().File(llb.Copy(from, "/a", "/b", llb.ChmodOpt{ModeStr: "u=rwX,go=rX"}))},
		"file-copy-mode-zero": {state: base().File(llb.Copy(from, "/a", "/b", llb.ChmodOpt{Mode: 0}))},
		"file-copy-paths": {state: llb.Scratch().File(
			llb.Copy(from, "", "").
				Copy(from, ".", "/").
				Copy(from, "../a/./b//c/..", "x/../y/").
				Copy(from, "/", "/.").
				Copy(from, "/a/", "b/.").
				Copy(from, "/a/*", "/"))},
		"file-copy-scratch": {state: base().File(llb.Copy(llb.Scratch(), "/", "/empty"))},
		"file-copy-self":    {state: base().File(llb.Copy(base(), "/etc", "/etc.bak"))},
		"file-owners": {state: base().File(
			llb.Mkdir("/1", 0o755, llb.WithUser("root")).
				Mkdir("/2", 0o755, llb.WithUser("1000")).
				Mkdir("/3", 0o755, llb.WithUser("app")).
				Mkdir("/4", 0o755, llb.WithUser("app:0")).
				Mkdir("/5", 0o755, llb.WithUser("0:staff")).
				Mkdir("/6", 0o755, llb.WithUIDGID(0, 4294967)).
				Mkdir("/7", 0o755, llb.ChownOpt{Group: &llb.UserOpt{Name: "staff"}}).
				Mkdir("/8", 0o755, llb.ChownOpt{}))},
		"file-owner-on-scratch": {state: llb.Scratch().File(llb.Mkfile("/a", 0o600, nil, llb.WithUser("app")))},
		"file-mkfile": {state: llb.Scratch().File(
			llb.Mkfile("etc/motd", 0o644, []byte("naïve\n"), at).
				Mkfile("/empty", 0o7777, nil).
				Mkfile("/bytes", 0, []byte{0, 255, 128}, llb.WithCreatedTime(time.Unix(0, 0))))},
		"file-mkdir": {state: llb.Scratch().File(
			llb.Mkdir("/a/b", 0o700, llb.WithParents(true), at, llb.WithUIDGID(1, 2)).Mkdir("c/../d/", 0))},
		"file-rm": {state: base().File(
			llb.Rm("/a").Rm("/b*", llb.WithAllowWildcard(true)).Rm("c", llb.WithAllowNotFound(true)))},
		"file-symlink": {state: base().File(
			llb.Symlink("../a", "b/c").Symlink("/usr/bin/python3", "/usr/bin/python", llb.WithUser("1:app"), at))},
		"file-chain": {state: base().File(
			llb.Mkdir("/srv", 0o755).
				Copy(wheel("a.whl"), "a.whl", "/srv/").
				Copy(wheel("b.whl"), "b.whl", "/srv/").
				Copy(wheel("a.whl"), "a.whl", "/srv/again.whl").
				Rm("/tmp/*", llb.WithAllowWildcard(true)))},
		"file-on-file":  {state: base().File(llb.Mkdir("/a", 0o755)).File(llb.Mkdir("/a/b", 0o755))},
		"file-platform": {state: base().File(llb.Mkdir("/a", 0o755), llb.LinuxArm64)},
	}
}

// copyOptions adds to what other options have set, where CopyInfo itself would replace it.
type copyOptions struct{ llb.CopyInfo }

func (o *copyOptions) SetCopyOption(info *llb.CopyInfo) {
	o.ChownOpt, o.CreatedTime = info.ChownOpt, info.CreatedTime
	*info = o.CopyInfo
}
