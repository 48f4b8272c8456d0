# One bridge and one masquerading rule for the containers of a private engine, taken away when it stops.

# The engine's own programs, on the machine's network, which the engine shares.
network_tool() { chroot "$rootfs" "$@"; }

# The third byte of the engine's networks.
subnet_number() { cat "$state/subnet" 2>/dev/null; }

# The first free one from a number that its id gives.
choose_subnet() {
  local number=$((16#${id:0:2}))
  while grep -qs "10\.213\.$number\." /proc/net/fib_trie; do number=$(((number + 1) % 256)); done
  echo "$number" >"$state/subnet"
}

# Each line is a rule: of the machine's table, for chain, with the arguments that add or delete it.
firewall_rules() {
  local number
  number="$(subnet_number)"
  echo "nat POSTROUTING -s 10.213.$number.0/24 ! -d 10.213.$number.0/24 -j MASQUERADE"
  echo "nat POSTROUTING -s 10.214.$number.0/24 ! -d 10.214.$number.0/24 -j MASQUERADE"
  echo "filter FORWARD -i $bridge -j ACCEPT"
  echo "filter FORWARD -o $bridge -j ACCEPT"
}

# change_firewall -I|-D
change_firewall() {
  local table chain rule
  while read -r table chain rule; do
    # shellcheck disable=SC2086
    network_tool iptables --wait --table "$table" "$1" "$chain" $rule 2>>"$state/log/machine.log" || true
  done < <(firewall_rules)
}

# The address of the bridge is its own: one that it takes from its ports changes as containers come and go, and those
# that still run lose their way for half a minute.
create_bridge() {
  network_tool ip link add "$bridge" address "02:00:0a:d5:$(printf '%02x' "$(subnet_number)"):01" type bridge
  network_tool ip address add "10.213.$(subnet_number).1/24" dev "$bridge"
  network_tool ip link set "$bridge" up
  change_firewall -I
  if [[ "$(cat /proc/sys/net/ipv4/ip_forward)" == 0 ]]; then
    echo 1 >/proc/sys/net/ipv4/ip_forward
    touch "$runtime_root/forwarding"
  fi
}

# The engine's own bridge and those of networks that were created in it.
engine_bridges() {
  {
    [[ ! -e "/sys/class/net/$bridge" ]] || echo "$bridge"
    network_tool ip -o -4 address | sed -nE "s/^[0-9]+: +([^ ]+) +inet 10\.21[34]\.$(subnet_number)\..*/\1/p"
  } | sort -u
}

remove_bridges() {
  if [[ -s "$state/subnet" ]]; then
    change_firewall -D
    local name
    for name in $(engine_bridges); do network_tool ip link delete "$name" || true; done
  fi
  # Forwarding goes back to what it was once the last engine stops.
  if [[ -e "$runtime_root/forwarding" && "$(ls -d "$runtime_root"/*/ | wc -l)" == 1 ]]; then
    echo 0 >/proc/sys/net/ipv4/ip_forward
    rm "$runtime_root/forwarding"
  fi
}
