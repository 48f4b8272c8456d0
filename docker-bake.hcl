# The frontend image as it is released: two platforms, with provenance and SBOM; see docs/releasing.md.

variable "FRONTEND_IMAGE" {
  default = "org/grocker-frontend"
}

# `9.1.0`, or the tag `v9.1.0`.
variable "VERSION" {
  default = ""
}

function "number" {
  params = [version]
  result = trimprefix(version, "v")
}

group "default" {
  targets = ["frontend"]
}

# For the builder's own platform.
target "frontend" {
  context    = "."
  dockerfile = "frontend.Dockerfile"
  tags       = [FRONTEND_IMAGE]
}

target "release" {
  inherits  = ["frontend"]
  platforms = ["linux/amd64", "linux/arm64"]
  tags = compact([
    "${FRONTEND_IMAGE}:latest",
    VERSION == "" ? "" : "${FRONTEND_IMAGE}:${number(VERSION)}",
    VERSION == "" ? "" : "${FRONTEND_IMAGE}:${regex_replace(number(VERSION), "\\..*", "")}",
  ])
  attest = ["type=provenance,mode=max", "type=sbom"]
  labels = {
    "org.opencontainers.image.title"    = "Grocker frontend"
    "org.opencontainers.image.version"  = number(VERSION)
    "org.opencontainers.image.licenses" = "MIT"
  }
}
