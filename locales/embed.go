package locales

import "embed"

// Files holds the runtime's own messages, one YAML file a language.
//
//go:embed *.yaml
var Files embed.FS
