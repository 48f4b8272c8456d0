buildkit_builder="grocker-buildkit"
buildkit_runs() { false; }
buildkit_status() { buildkit_runs && echo up || echo none; }
