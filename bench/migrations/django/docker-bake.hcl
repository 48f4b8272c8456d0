target "assets" {
  context = "frontend"
}

target "default" {
  dockerfile = "grocker.yml"
  contexts   = { assets = "target:assets" }
  tags       = ["shop"]
}
