# Programs for arm64 on another machine, run by QEMU from Debian's packages. They are registered in the kernel once, for all engines,
# which keeps QEMU's file open, so that no root directory needs one (binfmt_misc, its flag F).

readonly handlers=/proc/sys/fs/binfmt_misc
readonly own_handler=grocker-arm64

# ELF, 64 bits, little endian, version 1; an executable or shared object; of machine 0xb7 (AArch64).
readonly arm64_magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00'
readonly arm64_mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'

start_emulation() {
  if runs_arm64; then return; fi
  # A user's Docker on a machine that is not Debian, or in a virtual machine, has its own ways.
  if [[ "$(id -u)" != 0 || -z "$debian_architecture" ]]; then
    fail 'programs for arm64 do not run here' 'https://docs.docker.com/build/building/multi-platform/#qemu tells how they do'
  fi
  install_packages QEMU qemu-user-static arch-test
  [[ -e $handlers/register ]] || mount -t binfmt_misc none $handlers ||
    fail 'the kernel cannot be told of other architectures (binfmt_misc)'
  # A package of the installation may have registered it already.
  runs_arm64 || printf ':%s:M::%s:%s:%s:F' $own_handler "$arm64_magic" "$arm64_mask" "$(qemu_arm64)" >$handlers/register
  runs_arm64 || fail 'the kernel did not take QEMU for arm64' "see: $handlers"
}

runs_arm64() {
  [[ "$(uname -m)" == aarch64 ]] && return
  grep -qsx "magic $(printf '%s' "$arm64_magic" | sed 's/\\x7fELF/7f454c46/; s/\\x//g')" $handlers/*
}

qemu_arm64() { command -v qemu-aarch64-static || command -v qemu-aarch64; }

stop_emulation() { [[ ! -e $handlers/$own_handler ]] || echo -1 >$handlers/$own_handler; }
