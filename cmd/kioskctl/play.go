package main

import (
	"context"
	"fmt"

	"modu/internal/assemble"
	"modu/internal/scenario"
)

// openWorld makes what a scenario acts on.
func openWorld(ctx context.Context, parts *assemble.Parts, real bool) (scenario.World, func(), error) {
	if real {
		return nil, nil, fmt.Errorf("%w: -real", errUsage)
	}
	return scenario.NewVirtual(parts.Machine(1, 101), nil), func() {}, nil
}
